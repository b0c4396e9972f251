-- Whom the pack of reports goes to: named on its letter and cover.
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (21, 'paper.superior', '', '报送机关', '', '印在报送函和上报包封面上，如 云州市政协办公室；几个机关用顿号分开，每个一份报送函');
