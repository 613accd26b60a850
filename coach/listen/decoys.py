"""Words that mean nothing to the coach, in whose grammar they catch what would else be taken for a command.

Common short English words with their sounds from the CMU dictionary (BSD licence), and others that sound a little
like a command. Chosen by trial with twelve synthetic voices: a word that stole a true command from one of them,
in quiet or in brown noise of 10 dB, was left out.
"""

_TABLE = """
after: AE F T ER
allow: AH L AW
aloud: AH L AW D
and: AH N D
any: EH N IY
ask: AE S K
away: AH W EY
back's: B AE K S
bake: B EY K
been: B IH N
big: B IH G
bike: B AY K
bit: B IH T
black: B L AE K
bleach: B L IY CH
boss: B AA S
bought: B AA T
box: B AA K S
bread: B R EH D
break: B R EY K
bring: B R IH NG
but: B AH T
card: K AA R D
carp: K AA R P
cart: K AA R T
cheap: CH IY P
check: CH EH K
chess: CH EH S
chest: CH EH S T
clause: K L AO Z
clean: K L IY N
clock: K L AA K
cloud: K L AW D
coast: K OW S T
coffee: K AA F IY
come: K AH M
complete: K AH M P L IY T
cook: K UH K
cost: K AA S T
could: K UH D
course: K AO R S
cross: K R AO S
cup: K AH P
cut: K AH T
dark: D AA R K
daughter: D AO T ER
dear: D IH R
deep: D IY P
did: D IH D
dinner: D IH N ER
dress: D R EH S
drink: D R IH NG K
drive: D R AY V
drop: D R AA P
easy: IY Z IY
eat: IY T
end: EH N D
even: IY V IH N
every: EH V ER IY
face: F EY S
father: F AA DH ER
first: F ER S T
flower: F L AW ER
friend: F R EH N D
from: F R AH M
game: G EY M
gas: G AE S
girl: G ER L
give: G IH V
glass: G L AE S
great: G R EY T
grow: G R OW
guard: G AA R D
hair: HH EH R
happy: HH AE P IY
hard: HH AA R D
harp: HH AA R P
have: HH AE V
hear: HH IY R
heart: HH AA R T
hello: HH AH L OW
hey: HH EY
hi: HH AY
hope: HH OW P
hour: AW ER
house: HH AW S
how: HH AW
hurry: HH ER IY
in: IH N
it: IH T
just: JH AH S T
keep: K IY P
kick: K IH K
kitchen: K IH CH AH N
lake: L EY K
large: L AA R JH
last: L AE S T
late: L EY T
laugh: L AE F
lawyer: L AO Y ER
leak: L IY K
left: L EH F T
light: L AY T
little: L IH T AH L
load: L OW D
loft: L AO F T
log: L AO G
look: L UH K
lost: L AO S T
low: L OW
lower: L OW ER
make: M EY K
master: M AE S T ER
may: M EY
maybe: M EY B IY
me: M IY
mean: M IY N
meet: M IY T
mess: M EH S
mind: M AY N D
minute: M IH N AH T
mix: M IH K S
money: M AH N IY
morning: M AO R N IH NG
much: M AH CH
music: M Y UW Z IH K
must: M AH S T
my: M AY
name: N EY M
near: N IH R
neck: N EH K
need: N IY D
never: N EH V ER
next: N EH K S T
oh: OW
okay: OW K EY
only: OW N L IY
or: AO R
order: AO R D ER
out: AW T
own: OW N
paper: P EY P ER
pardon: P AA R D AH N
park: P AA R K
part: P AA R T
pass: P AE S
pay: P EY
peak: P IY K
people: P IY P AH L
pink: P IH NG K
place: P L EY S
plaster: P L AE S T ER
point: P OY N T
port: P AO R T
proud: P R AW D
quick: K W IH K
rack: R AE K
radio: R EY D IY OW
rain: R EY N
raster: R AE S T ER
rather: R AE DH ER
reach: R IY CH
read: R EH D
really: R IH L IY
receipt: R IH S IY T
repair: R IH P EH R
retreat: R IY T R IY T
right: R AY T
road: R OW D
run: R AH N
same: S EY M
say: S EY
school: S K UW L
seems: S IY M Z
shape: SH EY P
she: SH IY
ship: SH IH P
should: SH UH D
shut: SH AH T
simple: S IH M P AH L
since: S IH N S
sing: S IH NG
sister: S IH S T ER
skirt: S K ER T
sleep: S L IY P
some: S AH M
sorry: S AA R IY
spot: S P AA T
store: S T AO R
story: S T AO R IY
street: S T R IY T
stuck: S T AH K
stuff: S T AH F
such: S AH CH
sweet: S W IY T
system: S IH S T AH M
table: T EY B AH L
take: T EY K
tea: T IY
text: T EH K S T
there: DH EH R
this: DH IH S
tight: T AY T
time: T AY M
timer: T AY M ER
told: T OW L D
tool: T UW L
tree: T R IY
try: T R AY
under: AH N D ER
very: V EH R IY
wait: W EY T
want: W AA N T
warm: W AO R M
watch: W AA CH
water: W AO T ER
way: W EY
we: W IY
weather: W EH DH ER
week: W IY K
went: W EH N T
were: W ER
what's: W AH T S
which: W IH CH
who: HH UW
wind: W AY N D
wish: W IH SH
woman: W UH M AH N
work: W ER K
world: W ER L D
would: W UH D
yard: Y AA R D
yeah: Y AE
year: Y IH R
yesterday: Y EH S T ER D EY
you: Y UW
"""
DECOYS = dict(line.split(": ") for line in _TABLE.strip().splitlines())
