// Package storetest is the conformance suite of the store: what an archive does
// on whatever database it lives. A dialect passes it or cannot be used.
package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/transfer"
)

// Empty returns a new, empty database, which is taken away when the test ends.
type Empty func(t testing.TB) db.Dialect

var behaviours = []struct {
	name string
	run  func(*testing.T, Empty)
}{
	{"ImportOutcomes", testImportOutcomes},
	{"ANumberIsNoReasonToOverwriteAnotherPoem", testANumberIsNoReasonToOverwriteAnotherPoem},
	{"PoemKeepsEverything", testPoemKeepsEverything},
	{"PlacesFormATree", testPlacesFormATree},
	{"EveryChangeIsLoggedAndKept", testEveryChangeIsLoggedAndKept},
	{"WithdrawnIsGoneAndReviewIsHidden", testWithdrawnIsGoneAndReviewIsHidden},
	{"IdsAreKeptFromAnExportAndNeverReused", testIdsAreKeptFromAnExportAndNeverReused},
	{"CountsAreCommittedWithThePoems", testCountsAreCommittedWithThePoems},
	{"NewerSchemaIsRefused", testNewerSchemaIsRefused},
	{"NamesAreGivenOutOnce", testNamesAreGivenOutOnce},
	{"OneAdministratorStays", testOneAdministratorStays},
	{"LinksEnd", testLinksEnd},
	{"LinkIsUsedOnce", testLinkIsUsedOnce},
	{"SessionsGrowOld", testSessionsGrowOld},
	{"ActsAreChained", testActsAreChained},
	{"AlteredAuditLogIsNoticed", testAlteredAuditLogIsNoticed},
	{"CuratorsOrderOutlivesImports", testCuratorsOrderOutlivesImports},
	{"MovingIsMovingInAList", testMovingIsMovingInAList},
	{"ForewordIsKept", testForewordIsKept},
	{"Media", testMedia},
	{"Neighbours", testNeighbours},
	{"MergePoems", testMergePoems},
	{"MergeAuthors", testMergeAuthors},
	{"EditAuthor", testEditAuthor},
	{"BulkEdit", testBulkEdit},
	{"BulkEditIsUndone", testBulkEditIsUndone},
	{"MergedAuthorsAreTakenApart", testMergedAuthorsAreTakenApart},
	{"MergeIsTakenApartLater", testMergeIsTakenApartLater},
	{"MergedPoemsAreTakenApart", testMergedPoemsAreTakenApart},
	{"RenamedPlaceIsFoundByItsOldNames", testRenamedPlaceIsFoundByItsOldNames},
	{"PlaceSaysWhereItIs", testPlaceSaysWhereItIs},
	{"SubmissionIsFollowed", testSubmissionIsFollowed},
	{"PoemIsMendedWhileAccepted", testPoemIsMendedWhileAccepted},
	{"TextTheArchiveHas", testTextTheArchiveHas},
	{"Correction", testCorrection},
	{"AttachedWaits", testAttachedWaits},
	{"RecitationIsFollowed", testRecitationIsFollowed},
	{"ContactIsReadInTheOpen", testContactIsReadInTheOpen},
	{"Queue", testQueue},
	{"FindPoems", testFindPoems},
	{"ReviseSaysWhoWhyAndWhat", testReviseSaysWhoWhyAndWhat},
	{"ReviseRefuses", testReviseRefuses},
	{"HiddenRevisions", testHiddenRevisions},
	{"CorrectionHidesWhatItCorrects", testCorrectionHidesWhatItCorrects},
	{"TwoCuratorsAtOnce", testTwoCuratorsAtOnce},
	{"NoRevisionIsLost", testNoRevisionIsLost},
	{"CodesAreNeverGivenTwice", testCodesAreNeverGivenTwice},
	{"StoneOfAPoem", testStoneOfAPoem},
	{"Synonyms", testSynonyms},
	{"WordsAreLoggedAndAudited", testWordsAreLoggedAndAudited},
	{"Misses", testMisses},
	{"MissesAreBounded", testMissesAreBounded},
	{"Figures", testFigures},
	{"ReadOnly", testReadOnly},
	{"ManyWriters", testManyWriters},
	{"LatinLettersAreFoundInEitherCase", testLatinLettersAreFoundInEitherCase},
	{"PublishedTwinIsNamed", testPublishedTwinIsNamed},
	{"NumberThatLeadsSomewhereIsNotDealt", testNumberThatLeadsSomewhereIsNotDealt},
	{"PoemBroughtBackWasMade", testPoemBroughtBackWasMade},
	{"TextIsInOrderOfItsCodePoints", testTextIsInOrderOfItsCodePoints},
	{"BytesThatAreNoText", testBytesThatAreNoText},
	{"ReadersSeeWhatIsPublished", testReadersSeeWhatIsPublished},
	{"PoemsAreChosen", testPoemsAreChosen},
	{"SketchesAreOfEveryPoem", testSketchesAreOfEveryPoem},
	{"BatchGoesItsWay", testBatchGoesItsWay},
	{"UndoAsks", testUndoAsks},
	{"ExportComesInAgain", testExportComesInAgain},
	{"GenerationsFollowEachOther", testGenerationsFollowEachOther},
	{"RequestsAreAnswered", testRequestsAreAnswered},
	{"SettingsAndMappingsAreKept", testSettingsAndMappingsAreKept},
	{"SiteSettings", testSiteSettings},
	{"DeskCountsWhatWaits", testDeskCountsWhatWaits},
	{"SessionsEnd", testSessionsEnd},
	{"ProofsAndRecoveryCodes", testProofsAndRecoveryCodes},
	{"ArchiveIsVerified", testArchiveIsVerified},
	{"PublicHead", testPublicHead},
	{"ArchiveMoves", testArchiveMoves},
	{"PersonIsFound", testPersonIsFound},
	{"PersonIsErased", testPersonIsErased},
	{"AccountIsErased", testAccountIsErased},
	{"ContactsAreForgotten", testContactsAreForgotten},
}

// Run checks every behaviour of the store, each in an archive of its own.
func Run(t *testing.T, empty Empty) {
	for _, b := range behaviours {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			b.run(t, empty)
		})
	}
}

// archive is one that may be opened several times, as by several programs.
type archive struct {
	dir     string
	dialect db.Dialect
}

func begin(t testing.TB, empty Empty) archive { return archive{t.TempDir(), empty(t)} }

func (a archive) open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.OpenOn(t.Context(), a.dir, a.dialect)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func open(t testing.TB, empty Empty) *store.Store {
	t.Helper()
	return begin(t, empty).open(t)
}

// exec changes the database behind the store's back.
func (a archive) exec(t testing.TB, statement string) error {
	return a.with(t.Context(), func(tx bun.Tx) error {
		_, err := tx.ExecContext(t.Context(), statement)
		return err
	})
}

func (a archive) number(t testing.TB, query string) (n int, err error) {
	err = a.with(t.Context(), func(tx bun.Tx) error { return tx.QueryRowContext(t.Context(), query).Scan(&n) })
	return n, err
}

func (a archive) with(ctx context.Context, fn func(bun.Tx) error) error {
	d, err := db.Open(ctx, a.dialect)
	if err != nil {
		return err
	}
	return errors.Join(d.Write(ctx, "change", fn), d.Close())
}

// draft makes a draft of a title, an author and a body.
func draft(ref, title, author, body string) corpus.Draft {
	return corpus.Draft{Ref: ref, Title: &title, Author: &author, Body: &body}
}

func importAll(t testing.TB, s *store.Store, opts transfer.ImportOptions, drafts ...corpus.Draft) corpus.Counts {
	t.Helper()
	im, err := s.BeginImport(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	for part := range slices.Chunk(drafts, 500) {
		if _, err := im.Write(t.Context(), part); err != nil {
			t.Fatal(err)
		}
	}
	if err := im.End(t.Context(), corpus.BatchDone); err != nil {
		t.Fatal(err)
	}
	return im.Batch().Counts
}

func allPoems(t testing.TB, s *store.Store) []corpus.Poem {
	t.Helper()
	var poems []corpus.Poem
	err := s.EachPoem(t.Context(), 0, "", func(p corpus.Poem) error {
		poems = append(poems, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return poems
}

func ptr[T any](v T) *T { return &v }

func poem(t testing.TB, s *store.Store, id corpus.PoemID) corpus.Poem {
	t.Helper()
	p, err := s.Poem(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func wantCode(t testing.TB, what string, err error, code corpus.Code) {
	t.Helper()
	if (err == nil) != (code == "") || corpus.CodeOf(err) != code {
		t.Errorf("%s: %v, want code %q", what, err, code)
	}
}
