package eyes

// sight is a page to look at.
type sight struct {
	name    string
	path    string
	curator bool // looked at by somebody signed in
}

// sights are all pages; a route that leads to none of them fails
// TestEveryPageIsLookedAt.
var sights = []sight{
	{name: "home", path: "/"},
	{name: "search", path: "/search?q=春"},
	{name: "search-sound", path: "/search?q=wangyue"},
	{name: "search-nothing", path: "/search?q=钢筋混凝土搅拌机"},
	{name: "search-help", path: "/help/search"},
	{name: "today", path: "/today"},
	{name: "calendar", path: "/calendar"},
	{name: "play", path: "/play"},
	{name: "play-feihua", path: "/play/feihua"},
	{name: "play-feihua-said", path: "/play/feihua?c=花&at=0&line=落花时节又逢君"},
	{name: "play-chain", path: "/play/chain?line=春眠不觉晓"},
	{name: "play-guess", path: "/play/guess?n=5"},
	{name: "poem-jueju", path: "/poems/1"},
	{name: "poem-ci", path: "/poems/{词}"},
	{name: "poem-lushi", path: "/poems/{七律}"},
	{name: "poem-couplet", path: "/poems/{楹联}"},
	{name: "poem-fu", path: "/poems/{辞赋}"},
	{name: "poem-modern", path: "/poems/{新诗}"},
	{name: "poem-rare", path: "/poems/{rare}"},
	{name: "poem-gone", path: "/poems/{gone}"},
	{name: "authors", path: "/authors"},
	{name: "author", path: "/authors/1"},
	{name: "forms", path: "/forms"},
	{name: "form", path: "/forms/七绝"},
	{name: "places", path: "/places"},
	{name: "place", path: "/places/1"},
	{name: "tags", path: "/tags"},
	{name: "tag", path: "/tags/样例"},
	{name: "years", path: "/years"},
	{name: "year", path: "/years/2023"},
	{name: "not-found", path: "/nothing"},
	{name: "preferences", path: "/preferences"},
	{name: "styleguide", path: "/styleguide"},
	{name: "submit", path: "/submit"},
	{name: "correct", path: "/poems/1/correct"},
	{name: "sign-in", path: "/curator/sign-in"},
	{name: "curator", path: "/curator", curator: true},
	{name: "curator-batches", path: "/curator/batches", curator: true},
	{name: "curator-review", path: "/curator/review", curator: true},
	{name: "curator-poems", path: "/curator/poems", curator: true},
	{name: "curator-poem", path: "/curator/poems/1", curator: true},
	{name: "curator-searches", path: "/curator/searches", curator: true},
	{name: "curator-words", path: "/curator/words", curator: true},
	{name: "curator-accounts", path: "/curator/accounts", curator: true},
	{name: "curator-audit", path: "/curator/audit", curator: true},
	{name: "curator-me", path: "/curator/me", curator: true},
	{name: "curator-export", path: "/curator/export", curator: true},
}
