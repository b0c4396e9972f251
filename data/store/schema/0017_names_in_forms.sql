-- Names of people written with radicals or compatibility forms of characters (U+2E80 to U+2FDF, U+F900 to U+FAFF, U+2F800 to U+2FA1F), which are
-- few: they are looked up beside the name itself.
CREATE INDEX person_name_in_forms ON person (name) WHERE name GLOB '*[⺀-⿟豈-﫿丽-𯨟]*';
