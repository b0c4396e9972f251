-- Names that may be written in other forms: with radicals or compatibility forms for characters, or with a middle dot, which lists leave out.
DROP INDEX person_name_in_forms;
CREATE INDEX person_name_in_forms ON person (name) WHERE name GLOB '*[·⺀-⿟豈-﫿丽-𯨟]*';
