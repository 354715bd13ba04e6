using Serverless.Bench.Problems;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Problems;

public sealed class TableProblemTests
{
    [Fact]
    public void OwnTable_RowsAndConventions_AreAsDescribed()
    {
        var problem = OwnTable.Problem();

        problem.RowCount.ShouldBe(15);
        problem.Space.CandidateCount.ShouldBe(16);
        problem.IsMerged.ShouldBeFalse();
        problem.CountingRows(Convention.All).ShouldBe(14, "one blank");
        problem.CountingRows(Convention.Connected).ShouldBe(13, "one blank, one at chance level");
        problem.RowOf("depth=4 width=4").ShouldBeNull();
        problem.ObjectivesOf(problem.RowOf("depth=2 width=3")!.Value).ToArray().ShouldBe([-46, 5]);
        problem.IsSupported(problem.RowOf("depth=4 width=1")!.Value).ShouldBeFalse();
    }

    [Fact]
    public void TrueFront_OfAFormula_IsWhatTheFormulaGives()
    {
        // The most accurate of each number of milliseconds: (2,1) (3,1) (3,2) (4,2) (4,3).
        var front = OwnTable.Problem().Fronts[Convention.Tight];

        front.Points.Chunk(2).Select(point => point[1]).Order().ShouldBe([0, 0.25, 0.5, 0.75, 1], 1e-12);
        front.Scale.Ideal.ShouldBe([-86, 3]);
        front.Scale.Range.ShouldBe([44, 4]);
        front.Scale.Reference.ShouldBe([1.1, 1.1]);

        // Slice by slice from 3 ms on, by what the best accuracy there lacks of 86 %.
        var expected = (0.25 * 0.1) + (0.25 * (1.1 - (24 / 44.0))) + (0.25 * (1.1 - (22 / 44.0))) + (0.25 * (1.1 - (2 / 44.0))) + (0.1 * 1.1);
        front.Hypervolume.ShouldBe(expected, 1e-12);
    }

    [Theory]
    [InlineData("mine", "such as mine/accuracy")]
    [InlineData("mine/accuracy/accuracy", "different metrics")]
    [InlineData("mine/speed", "no metric 'speed'; it has accuracy, ms, mj.")]
    [InlineData("yours/ms", "There is no table 'yours'; there are mine.")]
    public void Find_WrongName_SaysWhatThereIs(string name, string message)
    {
        using var folder = new TemporaryFolder();
        var catalogue = new ProblemCatalogue([DescribedTable.Read(OwnTable.Write(folder))], isMerging: false);

        Should.Throw<BenchException>(() => catalogue.Find(name)).Message.ShouldContain(message);
    }

    [Fact]
    public void Find_FileMissing_NamesItAndTheRemedy()
    {
        using var folder = new TemporaryFolder();
        var described = DescribedTable.Read(OwnTable.Write(folder));
        File.Delete(Path.Combine(folder.Path, "mine.csv"));

        Should.Throw<BenchException>(() => new ProblemCatalogue([described], isMerging: false).Find("mine/ms")).Message
            .ShouldBe($"The table 'mine' cannot be read: mine.csv is not in {folder.Path}; specify its folder with --data or SERVERLESS_DATA.");
    }

    [Fact]
    public void DescribedTable_BrokenOrMissing_IsRefusedInWords()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "broken.json");
        File.WriteAllText(path, "{}");

        Should.Throw<BenchException>(() => DescribedTable.Read(path)).Message.ShouldContain("does not describe a table: /name: This is required");
        Should.Throw<BenchException>(() => DescribedTable.Read(path + "x")).Message.ShouldContain("cannot be read");
    }
}
