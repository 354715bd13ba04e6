using System.Text.Json;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Supernets;

namespace Serverless.Bench.Tests.Supernets;

/// <summary>The options and the answer of the suite that trains networks.</summary>
public sealed class SupernetWriterTests
{
    static readonly SupernetDocument Document = new(
        24,
        16,
        4,
        [
            new(1, new Dictionary<string, double> { ["naswot"] = 0.25, ["supernetAccuracy"] = 0.5 }, 100, 0.5, 20, 85, 70, 80),
            new(2, new Dictionary<string, double> { ["supernetAccuracy"] = 0.625 }, 110, 0.5, 20, 86, 71, 81),
        ],
        0.75)
    {
        TauOfMean = new Dictionary<string, double> { ["supernetAccuracy"] = 0.875 },
    };

    [Fact]
    public void Write_AsTable_HasEveryMetricTheBestFirstAndSaysWhatWasTrained()
    {
        var text = Written(OutputFormat.Table);

        text.ShouldContain("24 architectures after 4 epochs alone");
        text.IndexOf("supernetAccuracy", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("naswot", StringComparison.Ordinal));
        text.ShouldContain("0.625");
        text.ShouldContain("Seed 2: supernet of 16 epochs 110.0 s");
        text.ShouldContain("agree by 0.750");
    }

    [Fact]
    public void Write_AsFiles_HasEveryFigure()
    {
        Written(OutputFormat.Csv).ReplaceLineEndings("\n").ShouldBe("metric,seed 1,seed 2,mean of trainings\nsupernetAccuracy,0.500,0.625,0.875\nnaswot,0.250,,\n");
        JsonSerializer.Deserialize(Written(OutputFormat.Json), BenchJson.Default.SupernetDocument).ShouldNotBeNull().Seeds[1].Tau["supernetAccuracy"].ShouldBe(0.625);
    }

    [Fact]
    public async Task Suite_WithoutNumbers_TrainsFewAndTakesNoOptionsOfSearches()
    {
        BenchOptions? seen = null;
        await BenchCommand.InvokeAsync(["--suite", "supernet", "--seeds", "3"], TextWriter.Null, (options, _) => seen = options);

        (seen!.Evaluations, seen.Seeds).ShouldBe((SupernetPlan.UsualArchitectures, 3));
        Should.Throw<BenchException>(() => BenchSession.Run(seen with { Algorithms = "nsga2" }, TextWriter.Null, TextWriter.Null, default))
            .Message.ShouldContain($"The suite {Suites.Supernet} trains networks");
    }

    [Fact]
    public void Write_Cells_SumsUpEachMethodAndKeepsEveryCell()
    {
        var document = new CellDocument(
        [
            new("snas", 1, 1, "|a|", 0.25, 80, 4), new("snas", 1, 2, "|b|", 0.75, 82, 6), new("random", 0, 1, "|c|", 0.5, 70, 0),
        ]);
        using var table = new StringWriter();
        using var csv = new StringWriter();

        CellWriter.Write(table, document, OutputFormat.Md);
        CellWriter.Write(csv, document, OutputFormat.Csv);

        table.ToString().ShouldContain("| snas | 1 | 0.50 | 81.0 % | 82.0 % | 5.0 s |");
        csv.ToString().ReplaceLineEndings("\n").ShouldContain("snas,1,2,|b|,0.75,82,6.0\n");
    }

    static string Written(OutputFormat format)
    {
        using var output = new StringWriter();
        SupernetWriter.Write(output, Document, format);
        return output.ToString();
    }
}
