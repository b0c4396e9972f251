-- What a whole pack of reports is written with.
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (16, 'pack.papers', '是', '整包附文书', '是|否', '生成整个上报包时，同时写上报包封面、报送函和年度工作总结初稿'),
  (16, 'pack.zip', '否', '整包打成 zip', '是|否', '生成整个上报包时，旁边再写一个同名的 zip 文件，便于报送');
