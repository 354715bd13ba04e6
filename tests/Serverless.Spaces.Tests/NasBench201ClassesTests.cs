using Serverless.Testing;

namespace Serverless.Spaces.Tests;

public sealed class NasBench201ClassesTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void CandidateCount_WholeSpace_IsTheNumberOfDistinctIds()
    {
        var cells = AllCells().ToList();

        cells.Count.ShouldBe(15_625);
        cells.Select(_space.IdOf).Distinct().Count().ShouldBe(4_930);
        _space.CandidateCount.ShouldBe(4_930);
    }

    [Fact]
    public void IsConnected_WholeSpace_HoldsForThePublishedNumberOfCells() =>
        AllCells().Count(NasBench201Space.IsConnected).ShouldBe(15_284);

    [Fact]
    public void Canonicalise_WholeSpace_IsIdempotentAndKeepsTheFunction()
    {
        foreach (var cell in AllCells())
        {
            var canonical = _space.Canonicalise(cell);

            _space.Canonicalise(canonical).ShouldBe(canonical);
            _space.IdOf(canonical).ShouldBe(_space.IdOf(cell));
            NasBench201Space.IsConnected(canonical).ShouldBe(NasBench201Space.IsConnected(cell));
        }
    }

    [Fact]
    public void Canonicalise_WholeSpace_NeverCostsMore()
    {
        var skeleton = new SpaceSpecification { Name = _space.Name };
        var shape = new ImageShape(3, 32, 32, 10);

        foreach (var cell in AllCells())
        {
            _space.Cost(_space.Canonicalise(cell), skeleton, shape).Macs.ShouldBeLessThanOrEqualTo(_space.Cost(cell, skeleton, shape).Macs);
        }
    }

    [Theory]
    [InlineData("a vanished edge", "3 0 0 3 0 0", "0 0 0 3 0 0")]
    [InlineData("a skip over a node", "3 0 1 0 0 4", "3 0 0 0 4 0")]
    [InlineData("no input at all", "3 3 3 0 0 0", "0 0 0 0 0 0")]
    [InlineData("the order of a sum", "3 2 0 0 1 1", "2 3 0 0 1 1")]
    public void Canonicalise_EqualFunctions_GivesOneCell(string why, string first, string second) =>
        Canonical(first).ShouldBe(Canonical(second), why);

    [Theory]
    [InlineData("3 0 0 0 2 0", "2 0 0 0 3 0")]
    [InlineData("1 0 0 0 4 0", "1 0 0 0 1 0")]
    public void Canonicalise_DifferentFunctions_GivesTwoCells(string first, string second) =>
        Canonical(first).ShouldNotBe(Canonical(second));

    [Fact]
    public void CanonicalForm_WholeSpace_IsCoarserThanThePublishedStrings()
    {
        var byString = AllCells().GroupBy(PublishedUniqueString).ToList();

        byString.Count.ShouldBe(6_466, "the number in Dong and Yang 2020");
        byString.ShouldAllBe(group => group.Select(_space.Canonicalise).Distinct().Count() == 1);
    }

    [Fact]
    public void CanonicalForm_PublishedTable_SeparatesExactlyItsFunctionalClasses()
    {
        const string table = "nb201.csv.gz";
        var path = ReferenceTables.Find(table);
        Assert.SkipWhen(path is null, ReferenceTables.MissingReason(table));

        var classes = new Dictionary<string, CandidateId>();
        foreach (var row in ReferenceTables.Read(path))
        {
            _space.TryParse(row["arch_str"], out var cell, out var error).ShouldBeTrue(error);
            string.Concat(cell!.Genotype.ToArray()).ShouldBe(row["code"]);
            var id = _space.IdOf(cell);

            classes.TryAdd(row["functional_class"], id);
            classes[row["functional_class"]].ShouldBe(id, row["arch_str"]);
        }

        classes.Values.Distinct().Count().ShouldBe(classes.Count);
    }

    Architecture Canonical(string genotype) => _space.Canonicalise(_space.Create([.. genotype.Split(' ').Select(int.Parse)]));

    IEnumerable<Architecture> AllCells() =>
        Enumerable.Range(0, 15_625).Select(index => _space.Create(
            [index / 3125, index / 625 % 5, index / 125 % 5, index / 25 % 5, index / 5 % 5, index % 5]));

    /// <summary>The unique string as the paper's own code makes it: vanished terms stay as '#', sums are not flattened.</summary>
    static string PublishedUniqueString(Architecture cell)
    {
        string[] nodes = ["0", "", "", ""];
        foreach (var incoming in NasBench201Space.Edges.Index().GroupBy(edge => edge.Item.Target))
        {
            var terms = incoming.Select(edge => (Operation: cell.Genotype[edge.Index], Source: nodes[edge.Item.Source])).Select(term =>
                term.Operation == 0 || term.Source == "#" ? "#" : term.Operation == 1 ? term.Source : $"({term.Source})@{term.Operation}");
            nodes[incoming.Key] = string.Join('+', terms.Order(StringComparer.Ordinal));
        }

        return nodes[3];
    }
}
