using System.Text.Json;
using Serverless.Bench.Reports;
using Serverless.Bench.Surrogates;
using Serverless.Bench.Surrogates.Reports;
using Serverless.Bench.Tests.Problems;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Surrogates;

public sealed class EvaluationSessionTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_OwnTable_AnswersAllThreeStudies()
    {
        var document = Document(options => options);

        document.Ranks.Select(report => (report.Kind, report.Size, report.TestRows)).ShouldBe([("boosted-trees", 60, 156), ("ridge", 60, 156)]);
        document.Ranks.ShouldAllBe(report => report.RankTau.Median > 0.5 && report.FitSeconds.Median > 0 && report.ScoresPerSecond.Median > 0);
        document.Ranks.ShouldAllBe(report => report.ExpectedRankTau.Median > 0.5 && report.Measured == 216 && report.ChosenTight.Median > 0.999);
        document.Ranks.ShouldAllBe(report => report.Searched == 100 && report.SearchedTight.Median > 0.9 && report.SearchedConnected.Median > 0.9);
        document.Ranks[0].Coverage.ShouldAllBe(coverage => coverage.Median > 0.5);
        document.Devices.Select(report => report.Device).ShouldBe(["wide/phone", "wide/board", "wide/server"]);
        document.Devices.ShouldAllBe(report => report.KnownDevices == 2 && report.Spearman.Median > 0.9 && report.TestRows == 206);
        document.Searches.Select(report => report.Kind).ShouldBe([null, "ridge"]);
        document.Searches.ShouldAllBe(report => report.Fractions[report.Fractions.Count - 1].Tight.Median > 0.5);
        document.Published.ShouldBeEmpty();
        document.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Run_KindThatASpaceHasNothingFor_IsToldAndLeftOut()
    {
        using var progress = new StringWriter();

        var document = Document(options => options with { Kinds = ["bit-operations", "ridge"], Studies = [Study.Ranks] }, progress);

        document.Ranks.Select(report => report.Kind).ShouldBe(["ridge"]);
        progress.ToString().ShouldContain("Skipped: bit-operations");
        progress.ToString().ShouldContain("use another kind");
    }

    [Fact]
    public void Run_Stopped_AnswersWithWhatWasDone()
    {
        using var stop = new CancellationTokenSource();
        using var progress = new WriterThatStops(stop);
        using var output = new StringWriter();
        var options = Options with { Kinds = ["ridge"], Studies = [Study.Ranks], Seeds = 100, Output = OutputFormat.Json };

        Should.Throw<OperationCanceledException>(() => EvaluationSession.Run(options, output, progress, stop.Token));

        var document = JsonSerializer.Deserialize(output.ToString(), EvaluationJson.Default.EvaluationDocument)!;
        document.IsComplete.ShouldBeFalse();
        document.Ranks.ShouldHaveSingleItem().RankTau.Median.ShouldBeGreaterThan(0.5);
        progress.ToString().ShouldMatch("Stopped after [1-9][0-9]? of 100;");
    }

    [Fact]
    public void Run_Twice_GivesTheSameFigures()
    {
        EvaluateOptions Some(EvaluateOptions options) => options with { Studies = [Study.Devices, Study.Searches] };

        var first = Document(Some);
        var second = Document(Some);

        first.Devices.Select(report => report.Spearman).ShouldBe(second.Devices.Select(report => report.Spearman));
        first.Searches.SelectMany(report => report.Fractions).ShouldBe(second.Searches.SelectMany(report => report.Fractions));
    }

    [Fact]
    public void Run_InSeveralProcesses_GivesTheSameFigures()
    {
        EvaluateOptions Some(EvaluateOptions options) =>
            options with { Studies = [Study.Ranks], Kinds = ["gaussian-process", "ridge"], Problems = ["wide/accuracy/phone", "wide/accuracy/board"] };
        var here = Document(Some);
        var journal = Path.Combine(_folder.Path, "journal.ndjson");

        var there = Document(options => Some(options) with
        {
            Processes = 2,
            Resume = journal,
            Arguments =
            [
                "--data", options.Data, "--table", options.Tables[0], "--problem", "wide/accuracy/phone", "--problem", "wide/accuracy/board", "--studies", "ranks",
                "--kinds", "gaussian-process,ridge", "--sizes", "60", "--seeds", "1", "--members", "2", "--resume", journal,
            ],
        });

        there.Ranks.Select(report => (report.Problem, report.Kind, report.RankTau)).ShouldBe(here.Ranks.Select(report => (report.Problem, report.Kind, report.RankTau)));
        File.ReadAllLines(journal).Length.ShouldBe(4);

        // Accuracy is fitted once for both problems.
        there.Ranks.Where(report => report.Kind == "gaussian-process").Select(report => report.ObjectiveTau[0]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Run_ProcessThatEnds_SaysWhatItDid() =>
        Should.Throw<BenchException>(() => Document(options => options with { Processes = 2, Arguments = ["--seeds", "none"] }))
            .Message.ShouldContain("with exit status 2; its output is shown above");

    [Fact]
    public void Run_Balancers_AreJudgedWhereThereIsSomethingToBalance() =>
        EvaluationPlanner.Plan(Options with { Kinds = ["lclr", "ridge"], Balancers = ["mgda"], Studies = [Study.Ranks] })
            .Ranks.Select(task => task.Label).ShouldBe(["lclr", "lclr:balancer=mgda", "ridge"]);

    [Fact]
    public void Run_Resumed_DoesOnlyWhatIsMissing()
    {
        var path = Path.Combine(_folder.Path, "journal.ndjson");
        EvaluateOptions Some(EvaluateOptions options) => options with { Resume = path };
        var whole = Document(Some);
        string[] lines = File.ReadAllLines(path);
        lines.Length.ShouldBe(7);
        File.WriteAllText(path, string.Join('\n', lines[..6]) + "\n" + lines[6][..20]);
        using var progress = new StringWriter();

        var resumed = Document(Some, progress);

        progress.ToString().ShouldContain("The last line of");
        progress.ToString().ShouldContain("7 of 7 after");
        File.ReadAllLines(path).Length.ShouldBe(7);
        resumed.Ranks.Select(report => report.FitSeconds).ShouldBe(whole.Ranks.Select(report => report.FitSeconds));
        resumed.Searches.SelectMany(report => report.Fractions).ShouldBe(whole.Searches.SelectMany(report => report.Fractions));
        resumed.Devices.Select(report => report.Spearman).ShouldBe(whole.Devices.Select(report => report.Spearman));
    }

    [Fact]
    public void Run_ResumedWithOtherOptions_StartsAfresh()
    {
        var path = Path.Combine(_folder.Path, "journal.ndjson");
        EvaluateOptions Some(EvaluateOptions options, int members) => options with { Resume = path, Studies = [Study.Ranks], Kinds = ["ridge"], Members = members };

        Document(options => Some(options, 2));
        Document(options => Some(options, 3)).IsComplete.ShouldBeTrue();

        File.ReadAllLines(path).Length.ShouldBe(2);
    }

    [Fact]
    public void Run_ResumedFromSomethingElse_SaysWhichLine()
    {
        var path = Path.Combine(_folder.Path, "journal.ndjson");
        File.WriteAllText(path, "{\"key\": \"one\"}\nnonsense\n{\"key\": \"two\"}\n");

        Should.Throw<BenchException>(() => Document(options => options with { Resume = path })).Message.ShouldContain("line 2 of");
    }

    [Theory]
    [InlineData("{ \"notes\": [1, 2] }")]
    [InlineData("{\"notes\": [1, 2]}\n")]
    [InlineData("{\"key\":\"one\"}\n{\"key\":\n")]
    [InlineData("{\"key\":\"one\"}\nnonsense")]
    public void Run_ResumedFromAFileOfSomethingElse_LeavesItAsItIs(string content)
    {
        var path = Path.Combine(_folder.Path, "notes.json");
        File.WriteAllText(path, content);

        Should.Throw<BenchException>(() => Document(options => options with { Resume = path })).Message.ShouldContain(path);

        File.ReadAllText(path).ShouldBe(content);
    }

    [Fact]
    public void Run_ForPeople_NamesEveryConvention()
    {
        var text = Run(options => options with { Output = OutputFormat.Table });

        text.ShouldContain("better than chance, all objectives known; blanks left out");
        text.ShouldContain("evaluated on all other rows");
        text.ShouldContain("reference point 1.1");
        text.ShouldContain("median of 3 in ms");
    }

    [Fact]
    public void Run_AsCsv_HasAFigureALine() =>
        Run(options => options with { Output = OutputFormat.Csv }).ShouldContain("\r\nranks,wide/accuracy/phone,boosted-trees,60,rankTauB,0.");

    [Fact]
    public void Run_NothingNamed_SaysWhatToName() =>
        Should.Throw<BenchException>(() => EvaluationSession.Run(new EvaluateOptions { Data = _folder.Path }, TextWriter.Null, TextWriter.Null, CancellationToken.None))
            .Message.ShouldContain("specify a suite (--suite nb201)");

    [Fact]
    public void Run_AlgorithmToldWithNoise_SaysThatSearchesWithSurrogatesAreNot() =>
        Should.Throw<BenchException>(() => Run(options => options with { Algorithms = "nsga2:noise=0.5", Studies = [Study.Searches] }))
            .Message.ShouldContain("'nsga2:noise=0.5': searches with surrogates run in generations, with exact values of complete trainings; remove pending, noise and halving.");

    [Fact]
    public void Run_DeviceAmongManyOthers_IsPredictedFromTenMeasurements()
    {
        Nb201.SkipWithoutTables();

        var document = Document(_ => new EvaluateOptions
        {
            Data = ReferenceTables.Folder,
            Suite = "nb201",
            Studies = [Study.Devices],
            Devices = ["titanx-256"],
            Seeds = 1,
            Output = OutputFormat.Json,
        });

        var report = document.Devices.Single(one => !one.IsStrict);
        report.Spearman.Median.ShouldBeGreaterThan(0.97);
        report.TestRows.ShouldBe(15_274);
        document.Devices.Single(strict => strict.IsStrict).KnownDevices.ShouldBe(17);
    }

    EvaluationDocument Document(Func<EvaluateOptions, EvaluateOptions> change, TextWriter? progress = null) =>
        JsonSerializer.Deserialize(Run(options => change(options) with { Output = OutputFormat.Json }, progress), EvaluationJson.Default.EvaluationDocument)!;

    string Run(Func<EvaluateOptions, EvaluateOptions> change, TextWriter? progress = null)
    {
        using var output = new StringWriter();
        EvaluationSession.Run(change(Options), output, progress ?? TextWriter.Null, CancellationToken.None);
        return output.ToString();
    }

    EvaluateOptions Options => new()
    {
        Data = _folder.Path,
        Tables = [WideTable.Write(_folder)],
        Problems = ["wide/accuracy/phone"],
        Kinds = ["boosted-trees", "ridge"],
        Sizes = [60],
        Seeds = 1,
        Members = 2,
        SearchKinds = ["ridge"],
        Evaluations = 60,
    };

    /// <summary>Cancels when the first is told to be done.</summary>
    sealed class WriterThatStops(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value!.StartsWith("1 of ", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }
}
