package fold

// usualReadings corrects characters whose first reading in the dictionary is
// not the one people read them with in names and papers.
var usualReadings = map[rune]string{
	'还': "huan2", '似': "si4", '晟': "sheng4", '阚': "kan4", '卜': "bu3",
	'泊': "bo2", '俟': "si4", '嗯': "en1", '澹': "tan2", '莘': "xin1",
}

// givenNameReadings lists characters common in given names that are read in
// two ways there; a name is found under both.
var givenNameReadings = map[rune][]string{
	'乐': {"le", "yue"}, '茜': {"qian", "xi"}, '晟': {"sheng", "cheng"}, '莘': {"xin", "shen"},
	'朝': {"chao", "zhao"}, '长': {"chang", "zhang"}, '行': {"xing", "hang"}, '盛': {"sheng", "cheng"},
	'柏': {"bai", "bo"}, '伯': {"bo", "bai"}, '重': {"zhong", "chong"}, '曾': {"zeng", "ceng"},
	'颉': {"jie", "xie"}, '单': {"dan", "shan"}, '解': {"jie", "xie"}, '参': {"can", "shen"},
	'大': {"da", "dai"}, '藏': {"cang", "zang"}, '传': {"chuan", "zhuan"}, '都': {"du", "dou"},
	'降': {"jiang", "xiang"}, '贾': {"jia", "gu"}, '厦': {"xia", "sha"}, '校': {"xiao", "jiao"},
	'调': {"diao", "tiao"}, '翟': {"zhai", "di"}, '覃': {"qin", "tan"}, '亲': {"qin", "qing"},
	'省': {"sheng", "xing"}, '石': {"shi", "dan"}, '合': {"he", "ge"}, '车': {"che", "ju"},
	'弄': {"nong", "long"}, '露': {"lu", "lou"}, '率': {"lv", "shuai"}, '绿': {"lv", "lu"},
	'六': {"liu", "lu"}, '娜': {"na", "nuo"}, '那': {"na", "nuo"}, '洗': {"xi", "xian"},
	'员': {"yuan", "yun"}, '郗': {"xi", "chi"}, '隽': {"jun", "juan"}, '奇': {"qi", "ji"},
	'琛': {"chen", "shen"}, '筠': {"yun", "jun"}, '阿': {"a", "e"}, '会': {"hui", "kuai"},
	'谌': {"chen", "shen"}, '繁': {"fan", "po"}, '蔓': {"man", "wan"}, '纶': {"lun", "guan"},
	'宿': {"su", "xiu"}, '荨': {"qian", "xun"}, '炅': {"jiong", "gui"}, '沈': {"shen", "chen"},
	'祭': {"ji", "zhai"}, '盖': {"gai", "ge"},
}

// surnameList holds surnames that are read differently as surnames, the
// surname's reading first and what strangers to it would type after it.
const surnameList = `
单 shan/dan
曾 zeng/ceng
区 ou/qu
解 xie/jie
仇 qiu/chou
查 zha/cha
盖 ge/gai
朴 piao/pu
翟 zhai/di
覃 qin/tan
员 yun/yuan
折 she/zhe
黑 he/hei
繁 po/fan
秘 bi/mi
牟 mu/mou
薄 bo/bao
隗 wei/kui
召 shao/zhao
种 chong/zhong
洗 xian/xi
冼 xian
纪 ji
葛 ge
华 hua
燕 yan
那 na/nuo
娄 lou
逄 pang
祭 zhai/ji
句 gou/ju
阚 kan
柏 bai/bo
郗 chi/xi
郇 xun/huan
都 du/dou
车 che/ju
称 cheng/chen
谌 chen/shen
缪 miao/mou
宓 mi/fu
乐 yue/le
卜 bu/bo
任 ren
应 ying
佴 nai/er
乜 nie/mie
訾 zi
晟 cheng/sheng
盛 sheng/cheng
贾 jia/gu
尉 wei/yu
长 zhang/chang
角 jue/jiao
褚 chu/zhu
臧 zang
过 guo
教 jiao
干 gan
宁 ning
曲 qu
藏 zang/cang
行 xing/hang
重 chong/zhong
朝 chao/zhao
哈 ha
俞 yu
撒 sa
沈 shen/chen
洪 hong
夏 xia
厍 she
厉 li
不 fou/bu
黄 huang
粘 nian/zhan
莘 shen/xin
瞿 qu
璩 qu
钭 tou/dou
炅 gui/jiong
隽 juan/jun
南 nan/na
番 pan/fan
费 fei/bi
可 ke
库 she/ku
适 kuo/shi
车正 che zheng
尉迟 yu chi/wei chi
万俟 mo qi/wan si/wan qi
长孙 zhang sun/chang sun
单于 chan yu/shan yu/dan yu
澹台 tan tai/dan tai
令狐 ling hu
亓官 qi guan
鲜于 xian yu
濮阳 pu yang
淳于 chun yu
呼延 hu yan
宰父 zai fu
夹谷 jia gu
谷梁 gu liang
拓跋 tuo ba/ta ba
独孤 du gu
赫连 he lian
贺兰 he lan
完颜 wan yan
宇文 yu wen
皇甫 huang fu
夏侯 xia hou
诸葛 zhu ge
司马 si ma
司徒 si tu
司空 si kong
欧阳 ou yang
上官 shang guan
东方 dong fang
东郭 dong guo
南宫 nan gong
西门 xi men
端木 duan mu
公孙 gong sun
慕容 mu rong
轩辕 xuan yuan
钟离 zhong li
申屠 shen tu
太叔 tai shu
闾丘 lv qiu
百里 bai li
纳兰 na lan
耶律 ye lv
乐正 yue zheng/le zheng
子车 zi ju/zi che
仉督 zhang du
第五 di wu
`

// phraseList holds words of the work, places above all, that read differently
// from their characters one by one.
const phraseList = `
区政 qu zheng
区委 qu wei
区人 qu ren
区法 qu fa
区检 qu jian
区纪 qu ji
单位 dan wei
重庆 chong qing
重新 chong xin
重复 chong fu
重办 chong ban
重组 chong zu
重建 chong jian
重阳 chong yang
重返 chong fan
双重 shuang chong
多重 duo chong
银行 yin hang
行业 hang ye
行家 hang jia
商行 shang hang
农商行 nong shang hang
同行 tong hang
排行 pai hang
央行 yang hang
支行 zhi hang
分行 fen hang
总行 zong hang
建行 jian hang
农行 nong hang
工行 gong hang
招行 zhao hang
太行 tai hang
长治 chang zhi
长期 chang qi
长江 chang jiang
长城 chang cheng
长沙 chang sha
长春 chang chun
长效 chang xiao
长远 chang yuan
长安 chang an
长兴 chang xing
长寿 chang shou
长葛 chang ge
长垣 chang yuan
长武 chang wu
长岭 chang ling
长白 chang bai
长乐 chang le
长宁 chang ning
长泰 chang tai
长汀 chang ting
长丰 chang feng
长子县 zhang zi xian
长清 chang qing
长阳 chang yang
长顺 chang shun
长短 chang duan
长度 chang du
长途 chang tu
长久 chang jiu
长征 chang zheng
长三角 chang san jiao
长廊 chang lang
长者 zhang zhe
特长 te chang
延长 yan chang
专长 zhuan chang
擅长 shan chang
调整 tiao zheng
调解 tiao jie
协调 xie tiao
调节 tiao jie
调控 tiao kong
调停 tiao ting
空调 kong tiao
强调 qiang diao
会计 kuai ji
财会 cai kuai
便宜 pian yi
人参 ren shen
参差 cen ci
今朝 jin zhao
朝夕 zhao xi
大厦 da sha
厦门 xia men
噶厦 ga xia
六安 lu an
六合区 lu he qu
台州 tai zhou
天台县 tian tai xian
蚌埠 beng bu
亳州 bo zhou
东莞 dong guan
番禺 pan yu
丽水 li shui
铅山 yan shan
乐清 yue qing
乐亭 lao ting
乐陵 lao ling
音乐 yin yue
乐团 yue tuan
乐器 yue qi
声乐 sheng yue
民乐团 min yue tuan
洪洞 hong tong
井陉 jing xing
尉犁 yu li
尉氏 wei shi
单县 shan xian
黄陂 huang pi
浚县 xun xian
歙县 she xian
中牟 zhong mu
荥阳 xing yang
荥经 ying jing
泌阳 bi yang
枞阳 zong yang
涡阳 guo yang
砀山 dang shan
郫县 pi xian
郫都 pi du
犍为 qian wei
筠连 jun lian
成都 cheng du
首都 shou du
都市 du shi
都江堰 du jiang yan
丰都 feng du
于都 yu du
花都 hua du
望都 wang du
吐蕃 tu bo
西藏 xi zang
藏族 zang zu
藏医 zang yi
藏语 zang yu
阿坝 a ba
东阿 dong e
阿胶 e jiao
大夫 dai fu
大城县 dai cheng xian
供给 gong ji
给予 ji yu
给水 ji shui
补给 bu ji
配给 pei ji
自给 zi ji
率先 shuai xian
草率 cao shuai
表率 biao shuai
率领 shuai ling
统率 tong shuai
角色 jue se
角逐 jue zhu
主角 zhu jue
反省 fan xing
种植 zhong zhi
种地 zhong di
耕种 geng zhong
接种 jie zhong
称职 chen zhi
对称 dui chen
匀称 yun chen
出差 chu chai
差旅 chai lv
差遣 chai qian
邮差 you chai
差额 cha e
传记 zhuan ji
自传 zi zhuan
水浒传 shui hu zhuan
宣传 xuan chuan
暖和 nuan huo
投降 tou xiang
降伏 xiang fu
模样 mu yang
模具 mu ju
还是 hai shi
还有 hai you
还要 hai yao
还会 hai hui
还能 hai neng
宿舍 su she
星宿 xing xiu
着力 zhuo li
着重 zhuo zhong
着手 zhuo shou
着眼 zhuo yan
着落 zhuo luo
沉着 chen zhuo
执着 zhi zhuo
衣着 yi zhuo
睡着 shui zhao
着火 zhao huo
着急 zhao ji
曲阜 qu fu
作坊 zuo fang
校对 jiao dui
校准 jiao zhun
校正 jiao zheng
校验 jiao yan
了解 liao jie
了结 liao jie
解州 xie zhou
明了 ming liao
宝坻 bao di
洞庭 dong ting
勐腊 meng la
扎实 zha shi
驻扎 zhu zha
包扎 bao za
扎鲁特 za lu te
扎赉特 zha lai te
巷道 hang dao
燕山 yan shan
燕京 yan jing
关卡 guan qia
卡口 qia kou
朝阳 chao yang
朝鲜 chao xian
牟平 mu ping
莘县 shen xian
莘庄 xin zhuang
郴州 chen zhou
泸州 lu zhou
儋州 dan zhou
珲春 hun chun
繁峙 fan shi
隰县 xi xian
武陟 wu zhi
嵊泗 sheng si
盱眙 xu yi
邗江 han jiang
甪直 lu zhi
渑池 mian chi
柞水 zha shui
吴堡 wu bu
堡子 bu zi
十里铺 shi li pu
乌鲁木齐 wu lu mu qi
万州 wan zhou
涪陵 fu ling
綦江 qi jiang
巴音郭楞 ba yin guo leng
叶城 ye cheng
阿克苏 a ke su
迪庆 di qing
会稽 kuai ji
济南 ji nan
济宁 ji ning
散文 san wen
累计 lei ji
积累 ji lei
劳累 lao lei
打车 da che
处理 chu li
中标 zhong biao
看守 kan shou
重点 zhong dian
重要 zhong yao
重大 zhong da
分外 fen wai
勉强 mian qiang
倔强 jue jiang
宁愿 ning yuan
差不多 cha bu duo
的确 di que
目的 mu di
得到 de dao
获得 huo de
地方 di fang
否定 fou ding
不得 bu de
干部 gan bu
干涉 gan she
降低 jiang di
下降 xia jiang
相机 xiang ji
曝光 bao guang
血液 xue ye
露天 lu tian
露面 lou mian
弄堂 long tang
里弄 li long
合同 he tong
创伤 chuang shang
冲床 chong chuang
宝藏 bao zang
矿藏 kuang cang
收藏 shou cang
荨麻 qian ma
茜草 qian cao
提防 di fang
石家庄 shi jia zhuang
嘉峪关 jia yu guan
龟兹 qiu ci
月氏 yue zhi
可汗 ke han
巴彦淖尔 ba yan nao er
鸭绿江 ya lu jiang
打更 da geng
更新 geng xin
更加 geng jia
济济 ji ji
记载 ji zai
转载 zhuan zai
下载 xia zai
遂宁 sui ning
似的 shi de
什邡 shi fang
监利 jian li
枣强 zao qiang
行政 xing zheng
执行 zhi xing
发行 fa xing
举行 ju xing
进行 jin xing
`
