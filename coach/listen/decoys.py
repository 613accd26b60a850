"""Words that mean nothing to the coach, in whose grammar they catch what would else be taken for a command.

Common short English words with their sounds from the CMU dictionary (BSD licence), without those that sound like a
command. A word that is hardly like any command costs nothing; one that is close costs a command now and then.
"""

_TABLE = """
about: AH B AW T
after: AE F T ER
again: AH G EH N
all: AO L
and: AH N D
any: EH N IY
are: AA R
around: ER AW N D
ask: AE S K
at: AE T
away: AH W EY
be: B IY
bed: B EH D
been: B IH N
bell: B EH L
best: B EH S T
big: B IH G
bit: B IH T
both: B OW TH
box: B AA K S
boy: B OY
bread: B R EH D
break: B R EY K
bring: B R IH NG
but: B AH T
buy: B AY
can: K AE N
cat: K AE T
chair: CH EH R
check: CH EH K
child: CH AY L D
clean: K L IY N
clock: K L AA K
close: K L OW S
coffee: K AA F IY
cold: K OW L D
come: K AH M
cook: K UH K
could: K UH D
cup: K AH P
cut: K AH T
dad: D AE D
day: D EY
dear: D IH R
did: D IH D
dinner: D IH N ER
do: D UW
done: D AH N
down: D AW N
drink: D R IH NG K
drive: D R AY V
eat: IY T
end: EH N D
even: IY V IH N
every: EH V ER IY
eye: AY
face: F EY S
father: F AA DH ER
feel: F IY L
few: F Y UW
find: F AY N D
fine: F AY N
fire: F AY ER
first: F ER S T
fish: F IH SH
floor: F L AO R
food: F UW D
foot: F UH T
friend: F R EH N D
from: F R AH M
full: F UH L
game: G EY M
get: G EH T
girl: G ER L
give: G IH V
glass: G L AE S
good: G UH D
great: G R EY T
hair: HH EH R
half: HH AE F
hand: HH AE N D
happy: HH AE P IY
hat: HH AE T
have: HH AE V
he: HH IY
head: HH EH D
hear: HH IY R
heart: HH AA R T
hello: HH AH L OW
her: HH ER
hey: HH EY
hi: HH AY
him: HH IH M
hold: HH OW L D
home: HH OW M
hour: AW ER
house: HH AW S
how: HH AW
hurry: HH ER IY
if: IH F
in: IH N
into: IH N T UW
is: IH Z
it: IH T
just: JH AH S T
keep: K IY P
key: K IY
kitchen: K IH CH AH N
large: L AA R JH
last: L AE S T
late: L EY T
laugh: L AE F
light: L AY T
like: L AY K
line: L AY N
little: L IH T AH L
live: L AY V
look: L UH K
love: L AH V
lunch: L AH N CH
make: M EY K
man: M AE N
many: M EH N IY
may: M EY
maybe: M EY B IY
me: M IY
mean: M IY N
meet: M IY T
milk: M IH L K
mind: M AY N D
minute: M IH N AH T
money: M AH N IY
morning: M AO R N IH NG
mother: M AH DH ER
mouth: M AW TH
move: M UW V
much: M AH CH
mum: M AH M
music: M Y UW Z IH K
must: M AH S T
my: M AY
name: N EY M
near: N IH R
need: N IY D
never: N EH V ER
nice: N AY S
night: N AY T
nothing: N AH TH IH NG
of: AH V
off: AO F
old: OW L D
only: OW N L IY
open: OW P AH N
or: AO R
other: AH DH ER
out: AW T
over: OW V ER
paper: P EY P ER
pardon: P AA R D AH N
pay: P EY
people: P IY P AH L
phone: F OW N
place: P L EY S
point: P OY N T
pretty: P R IH T IY
quick: K W IH K
quite: K W AY T
rain: R EY N
really: R IH L IY
right: R AY T
road: R OW D
room: R UW M
run: R AH N
said: S EH D
same: S EY M
say: S EY
school: S K UW L
see: S IY
seems: S IY M Z
send: S EH N D
shall: SH AE L
she: SH IY
short: SH AO R T
should: SH UH D
shut: SH AH T
sick: S IH K
side: S AY D
since: S IH N S
sing: S IH NG
sit: S IH T
some: S AH M
soon: S UW N
sorry: S AA R IY
street: S T R IY T
such: S AH CH
sun: S AH N
sure: SH UH R
sweet: S W IY T
table: T EY B AH L
take: T EY K
tea: T IY
tell: T EH L
thank: TH AE NG K
thanks: TH AE NG K S
that: DH AE T
the: DH AH
then: DH EH N
there: DH EH R
thing: TH IH NG
think: TH IH NG K
this: DH IH S
time: T AY M
to: T UW
today: T AH D EY
together: T AH G EH DH ER
told: T OW L D
town: T AW N
tree: T R IY
try: T R AY
turn: T ER N
twice: T W AY S
under: AH N D ER
until: AH N T IH L
up: AH P
us: AH S
very: V EH R IY
wait: W EY T
want: W AA N T
warm: W AO R M
water: W AO T ER
way: W EY
we: W IY
weather: W EH DH ER
week: W IY K
well: W EH L
went: W EH N T
were: W ER
what: W AH T
when: W EH N
where: W EH R
which: W IH CH
while: W AY L
white: W AY T
who: HH UW
why: W AY
will: W IH L
wind: W AY N D
window: W IH N D OW
wish: W IH SH
with: W IH DH
woman: W UH M AH N
wonder: W AH N D ER
work: W ER K
world: W ER L D
would: W UH D
year: Y IH R
yesterday: Y EH S T ER D EY
you: Y UW
young: Y AH NG
"""
DECOYS = dict(line.split(": ") for line in _TABLE.strip().splitlines())
