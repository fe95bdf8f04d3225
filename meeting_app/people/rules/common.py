"""Words of which the most common passwords are made, in the four languages of the service.

Compiled from what published lists of leaked passwords begin with; `passwords.py` sees a word also
with digits and signs around it, with digits for letters, doubled, or beside another word.
"""

WORDS = frozenset(
    """
    access account action adam adidas admin administrator airborne airforce airplane alaska albert
    alex alexander alexandr alexandra alexis alfred alicia alison allison alpha alpine always
    alyssa amanda amateur amber america american anal anderson andrea andreas andrew andy angel
    angela angels animal anna annual anthony antonio apache apollo apple apples april aragorn
    archie arizona arnold arsenal arthur artist asdasd asdf asdfasdf asdfgh asdfghjk asdfghjkl asd
    ashley asia asian asshole athena atlanta atlantis aubrey auburn audrey august aurora austin
    autumn avalon avatar awesome azerty azertyuiop baby babydoll babygirl babylon bad badass badboy
    badger bailey ball baller balls bambam banana bandit bangkok barbara barbie barcelona barney
    baseball basket basketball bass bastard batman baxter beach beagle bear bears beatles beautiful
    beauty beaver beavis beer beetle benjamin benson berlin bernard bernie bertha betty bianca big
    bigboy bigdaddy bigdog bigfoot bigmac bigman bigred bill billy bingo birdie birthday biscuit
    bishop biteme bitch bitches black blackie blade blades blaster blazer blizzard blonde blondie
    blood blow blowjob blowme blue bluebird bluemoon blues bluesky bobby bobcat bond bondage bonnie
    boobs booboo boogie booger boomer booty boss boston bottom bowling boy boys bradley brandi
    brandon brandy braves brazil brenda brendan brian brianna britney brittany broncos bronco brooke
    brooklyn brooks brother brown browns bruce bruins brutus bubba bubble bubbles buck buckeye
    buckeyes buddha buddy buffalo buffy bull bulldog bulldogs bullet bullshit bunny burger burton
    business buster butter butterfly butthead button buttons cactus cadillac caesar calvin camaro
    camera cameron campbell canada cancer candy cannon capital captain cardinal carlos carmen carol
    carolina caroline carrie carter cartman casey casino casper cassie castle cat catalina catch
    catdog catfish catherine cats cavalier celtic celtics champion chance chandler change changeme
    chaos charger charles charlie charlotte cheese chelsea cherokee cherry cheryl chester chevelle
    chevy cheyenne chicago chicken chicks chiefs child children chipper chocolate chopper chris
    chrissy christ christian christin christina christine christmas christopher chronic chuck cindy
    claire classic claudia clayton cleopatra clifford clinton coco cocacola coffee cold colin college
    collins colorado colors colts columbia computer concrete connie connor consumer content control
    cookie cookies cool cooper copper corona corvette cotton cougar country courtney cowboy cowboys
    coyote crazy cream creative cricket crimson cristina crystal cupcake curtis cyclone daddy daisy
    dakota dallas dance dancer danger daniel daniela danielle danny dark darkness darkside darkstar
    darren dave david davidson daytona death debbie december deedee default delta denise dennis
    denver derek design desire destiny detroit devil devildog devils dexter diablo diamond diamonds
    dick dickhead diesel digger digital dilbert dinosaur dirty disney doctor dodge dodger dodgers dog
    doggie doggy dogs dollar dolphin dolphins dominic domino donald donkey dorothy douglas dragon
    dragons dream dreamer dreams driver drowssap drummer ducati duke duncan dustin dwight eagle
    eagles easter eclipse eddie edward edwards einstein electric elephant elizabeth elvis emerald
    emily eminem empire energy engineer england enigma enjoy enter enterprise eric erotic escort
    eugene everton explorer express extreme facebook faith falcon family fantasy farmer faster
    fatboy father felix fender fernando ferrari ferret fetish fire fireball firebird fireman fish
    fisher fishing flash flipper florence florida flower flowers fluffy flyers football force ford
    forest forever forget fossil foster fountain four france francis francisco frank franklin freak
    fred freddie freddy free freedom freeman freepass freeuser french friday friend friends frog
    froggy front fuck fucked fucker fuckers fucking fuckit fuckme fuckoff fuckyou fuck_inside future
    gabriel galaxy galore gambit gandalf garcia garden garfield gateway gators gemini general genesis
    genius george georgia gerald geronimo ghost giants gibson ginger girl girls gizmo global gloria
    goblue goddess godzilla goforit gold goldberg golden goldfish goldie golf golfer good google
    gordon gorilla government grace gracie graham grandma granny grateful great green greenday
    gregory griffin groovy guest guinness guitar gunner gunners hacker hahaha hamilton hamlet hammer
    hamster hannah hannibal hansolo happy hard hardcore hardon harley harold harrison harry harvey
    hawaii hawk hawkeye hawks heart heather heaven hector helen hell hellfire hello helpme hendrix
    henry hentai herbert hercules herman highland hitman hobbes hobbit hockey holiday holland holly
    hollywood holmes home homer honda honey hooker hooters hope hornet horney horny horse horses hot
    hotdog hotmail hotrod hotsex hotstuff hottie house houston howard humanitarian hummer hungry
    hunter hunting huskers ibanez icecream iceman icloud iloveu iloveyou impala indian indiana
    indians indigo infantry infinity insane inside instagram integra internet ireland irish ironman
    isabel isabella isabelle island israel italia iwantu jack jackass jackie jackson jacob jaguar
    jake james jamie january japan japanese jasmin jasmine jason jasper jazz jeff jeffrey jennifer
    jenny jeremy jerome jerry jersey jesse jessica jessie jester jesus jimmy joanna joe john johnny
    johnson joker jonathan jones jordan jose joseph joshua journey juan juice julia julian julie
    july jumper june jungle junior jupiter just justice justin justme juventus kaiser kansas karate
    karen katana katherine kathleen katie kawasaki keeper kelly kelsey kennedy kenneth kermit kevin
    killer kimberly king kings kingdom kitten kitty knicks knight knights kodiak kristen kristin
    lacrosse ladies lady lakers lalala lancer laura lauren lawrence leather legend lennon leonard
    leslie lesbian lesbians letmein letitbe liberty lickme life light lights lincoln linda lindsay
    lindsey linkedin lisa little liverpool lizard lobster logan logitech login london lonewolf long
    longhorn longhorns looking loser louise love loveme lover loverboy lovers lovely loveyou lucas
    lucifer lucky lucy luke machine maddie maddog madison madman madness madonna magic magnum malibu
    manager manchester maniac manson manutd marathon marcus margaret maria mariah marie marina marine
    mariners marines marino marion marius mark markus marlboro marley marlin marshall martha martin
    martina marvin mary maryjane massive master masters matrix matt matthew maurice maverick max
    maxima maximus maxwell melanie melissa member memory memphis mercedes mercury merlin metal
    metallic metallica mexico miami michael michel michele michelle michigan mickey microsoft
    midnight mike mikey miller million milton mine minecraft minnie miracle miranda mission mister
    mistress misty mitchell molly monday money mongoose monica monkey monopoly monroe monster
    montana montreal moon moose morgan morpheus morris morrison mother mountain mouse movie mozart
    muffin mulder murphy murray music musicman mustang mylove nancy naruto nascar nasty natalie
    natasha nathan nathaniel naughty ncc navy nelson nemesis network never newman newport newton
    newyork nicholas nick nicole nigger nikita nikki ninja nintendo nipples nirvana nissan nobody
    nolimit none norman norton nothing november nugget number october office oldman oliver olivia
    omega one online open orange orion orlando oscar outlaw oxford pacific packard packers paladin
    palmer pamela panama pandora panther panthers pantera panties panzer paradise paris parker parola
    parrot party pascal pass passat passion passport passw password passwort patches patricia patrick
    patriot patriots paul pavilion peace peaches peanut pearljam pebbles peekaboo peewee pegasus
    penguin penis pepper perfect pervert peter phantom philip phillies phillip phoenix photo photos
    picard pickle picture pierre piglet pimp pimpin pink pioneer pirate pirates pistol pizza planet
    plastic platinum play playboy player please pleasure pokemon polaris police poohbear pookie
    poop popcorn popeye porn porno porsche portland portugal poseidon power powers precious predator
    prelude presario president preston pretty prince princess princesa private psycho pumpkin punisher
    puppy purple pussies pussy pussycat pyramid python qazwsx qazwsxedc qazxsw qwaszx qweasd qweasdzxc
    qwer qwert qwerty qwertyu qwertyui qwertyuiop qwertz qwertzuiop rabbit racecar racer rachel racing
    raider raiders rainbow ranger rangers raptor rascal raven ravens raymond reaper rebecca rebel red
    reddog redhead redman redneck redrum redskins redsox redwings reggie remember renegade review
    reynolds ricardo richard ripper robbie robert roberto robin robinson rock rocker rocket rockets
    rocks rockstar rocky rodney roland rolltide romance romeo ronald ronaldo ronnie rooster root rose
    rosebud roses rush russell russia rusty ryan sabrina sailing sailor saints sakura salmon sammy
    sampson samson samsung samuel samurai samantha sandman sandra sandy santiago sarah sasha satan
    saturn saturday savage savannah scarface scarlett school science scooby scooter scorpio scorpion
    scotland scott scotty seattle sebastian secret security seminole seminoles semperfi sergey serenity
    service sesame seven sex sexsex sexual sexy shadow shaggy shamrock shannon shark sharks sharon
    shelby shelly sheila sherlock sherman sherry shirley shit shithead shooter shorty shotgun sidney
    sierra silver simon simone simple simpson simpsons single skeeter skipper skippy skyline skywalker
    slayer slick slipknot smart smile smiles smiley smith smitty smoke smoker smokey smooth snake
    snakes snapper snatch snickers sniper snoopy snow snowball snowboard snowman soccer softball
    soldier sophia sophie southern spanky sparky spartan spartans special speed speedy spencer spider
    spiderman spike spirit spitfire spooky sports spring sprite spunky squirt stalker stanford stanley
    star stargate stars startrek starwars stealth steelers stella stephanie stephen sterling steve
    steven stewart stinger stingray stinky stocking stone stones storm stormy stranger street strider
    strike stupid sublime success sucker suckit suckme sucks sugar summer sun sundance sunday sunny
    sunset sunshine super superfly superman supernova superstar support surfer surfing susan suzuki
    swallow sweet sweetie sweetpea sweety swimming swinger swordfish sydney sylvia system tamara tanner
    target tarheel tarheels tarzan tattoo taurus taylor teacher tech techno teddy teen teens temp
    tennis teresa test tester testing testtest texas thailand the theking theman theone therock
    thirteen thomas thompson three thuglife thumper thunder thursday thx tiffany tiger tigers tigger
    timber time timothy tinker tintin titanic titans tits today tomcat tommy tomtom topgun tornado
    toronto toshiba tottenham toyota travel travis treasure tree trevor trigger trinity tristan
    triumph trojan trojans trombone trooper trouble truck trucker trucks trumpet trunks trust trustno
    tucker turbo turkey turner turtle tweety twitter tyler ultimate undertaker unicorn unique united
    universe university user vader valentin valentina valentine valerie vampire vanessa vanhalen
    vegas vegeta velvet venus veronica vertigo victor victoria victory video viking vikings vincent
    violet viper virgin virginia vision viviane volcom voodoo voyager walker wallace walter wanker
    warcraft warlock warren warrior warriors water waterloo waters watson wayne weasel webmaster
    webster weed welcome wesley western westham westside whatever whiskey white whitney whore whynot
    wild wildcat wildcats wilbur william williams willie willow wilson window windows windsurf winner
    winnie winston winter wizard wolf wolfgang wolfman wolfpack wolverine wolves woman wombat women
    wonder woody word work world wrangler wrestling wrinkle wutang xavier xfiles yamaha yankee yankees
    yahoo yellow yolanda yosemite young youtube yvonne zachary zanzibar zaq zaqwsx zeppelin zipper
    zombie zxcv zxcvb zxcvbn zxcvbnm

    achilles beefcake blueeyes bonehead cameltoe chargers coltrane deepthroat discover freckles
    fuckface ilovesex kingkong lightning lonestar nebraska passwor penguins peterpan sandiego sithlord
    slapshot syracuse tacobell werewolf
    aardvark absolutely adventure alliance amadeus anything assassin atlantic avenger babyboy backdoor
    basketba billybob blackcat blackdog blackjack blackman blink bobafett bollocks branson brothers
    california candyman cantona carrera celebrity chainsaw chevrolet clarence cleveland cloud cock
    commando cooldude cowgirl creampie crusader cutlass dannyboy deftones defender dick dietcoke
    dingdong director dodgeram doodle downtown dracula excalibur experience firefox frontier giovanni
    goliath golfball goodtime greatone grizzly guardian handsome hardrock hastings hellyeah homemade
    homerun hongkong hurricane hustler hyperion immortal imperial intercourse intrepid jamesbond
    jeanette johnjohn kangaroo keyboard keystone kittycat labrador las leonardo lesley lifehack
    lifetime lollipop lowrider magicman magnolia mailman makaveli martinez masterbating meatball
    mechanic megadeth megapass meridian military monique munchkin mushroom national overlord pakistan
    peanuts penelope penetration personal picasso pikachu pineapple pinkfloyd plymouth porkchop
    punkrock quantum railroad raistlin reality redalert research richards richmond roadkill rootbeer
    rosemary sailboat scoobydoo shaolin showtime skittles sneakers socrates software sooners spanking
    speaker squirrel srinivas stallion standard stardust stonecold streaming stripper student sunrise
    september terror thankyou thecat theodore threesome titleist trinidad unbelievable username
    vacation vanilla verbatim warthog wet wildfire wildman

    amour angelique bebe bonheur bonjour camille cheval chien chocolat chouchou coucou couscous
    doudou famille fleur isabelle jetaime julien laurent liberte lapin loulou loulou maman marseille
    mercredi merci monamour motdepasse mdp nathalie nicolas olivier parole portail poupee princesse
    printemps rencontre reunion romain samedi secours soleil sylvie tintin toulouse vacances valerie
    vendredi voiture
    alejandro alianza amigos amistad amor andres argentina asamblea beatriz bonita cariño carino chocolate
    clave colombia conejo contrasena contraseña corazon estrella familia felicidad gatito guadalupe
    hermosa hola jesucristo lourdes manuel mariposa mauricio mexicana miamor mivida navidad perro
    princesa reunion rodriguez rosita teamo tequiero usuario venezuela verano
    ahmad ahmed aisha alhamdulillah ali allah allahakbar amina arabic assalam beirut bismillah cairo
    damascus egypt fatima habibi habibti hassan hussein inshallah islam jordanie khaled khalid lebanon
    mohamed mohammad mohammed muhammad mustafa omar palestine salam sarah syria yousef youssef
    الله احمد أحمد اهلا حبيبي حبيبتي فلسطين كلمةالسر كلمةالمرور محمد مرحبا سلام مصر سوريا
    """.split()  # noqa: SIM905 - a word list reads better so
)

WALKS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "qwertzuiop", "yxcvbnm",
    "1234567890", "0987654321", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn",
    "qazwsxedcrfvtgbyhn", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qweasdzxc",
    "147258369", "123qweasdzxc", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "8675309", "a1b2c3d4e5", "٠١٢٣٤٥٦٧٨٩", "١٢٣٤٥٦٧٨٩٠",
)  # fmt: skip
"""Rows of keyboards and of the alphabets, along which fingers walk."""
