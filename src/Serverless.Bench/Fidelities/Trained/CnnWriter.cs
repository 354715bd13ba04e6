using System.Globalization;
using Serverless.Bench.Reports;
using Serverless.Bench.Statistics;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>Writes the results of searches with actual trainings.</summary>
static class CnnWriter
{
    static readonly string[] Headers = ["method", "seeds", "measure", "of", "share", "lower", "median", "upper", "p", "effect"];

    public static void Write(TextWriter output, CnnDocument document, OutputFormat format) => AnswerWriter.Write(
        output,
        format,
        document,
        BenchJson.Default.CnnDocument,
        () => new Table([.. Headers.Select(header => new Column(header))], [.. document.Algorithms.SelectMany(algorithm => Lines(document, algorithm))]),
        text => Write(text, document));

    static void Write(AnswerText text, CnnDocument document)
    {
        text.Heading("Thirteen parameters of a CNN and its training, really trained: accuracy, parameters");
        text.Line(FormattableString.Invariant(
            $"Trainings of {document.Epochs} epochs; 100 % is {document.Trainings} complete ones, {document.Trainings * document.Epochs:N0} epochs; {document.Seeds} seeds."));
        text.Section(
            FormattableString.Invariant(
                $"Hypervolume of completely trained candidates, by epochs used: median (quartiles). Accuracy from {CnnSizes.LeastAccuracy} to 100 % and log parameters from {CnnSizes.MostParameters:N0} to {CnnSizes.LeastParameters} count 0 to 1."),
            ByShare(document, share => Figure.Fraction(share.Hypervolume)));
        if (document.Algorithms.Count > 1)
        {
            text.Section(
                $"Wilcoxon signed-rank test against {document.Baseline}, paired by seed: two-sided p, not corrected for many tests (rank-biserial effect, + is better).",
                ByShare(document, share => Figure.Test(share.AgainstBaseline)));
        }

        if (document.Algorithms[0].Needed.Count > 0)
        {
            text.Section("Epochs until the median reached with 100 % by algorithms that train every candidate completely: median over seeds, in % of the budget.", Needs(document));
        }

        text.Section("Cost, medians: candidates started and completely trained, trainings that started from the weights of a parent, epochs, processor seconds of trainings.", Costs(document));
        text.Line();
    }

    static Table ByShare(CnnDocument document, Func<CnnShare, string> figure) => new(
        [new Column("method"), .. document.Algorithms[0].Shares.Select(share => new Column(Percent(share.Share), true))],
        [.. document.Algorithms.Select(algorithm => (IReadOnlyList<string>)[algorithm.Label, .. algorithm.Shares.Select(figure)])]);

    static Table Needs(CnnDocument document) => new(
        [
            new Column("method"),
            .. document.Algorithms[0].Needed.Select(need => new Column(FormattableString.Invariant($"{need.Of} ({need.Fraction:0.000})"), true)),
        ],
        [
            .. document.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                algorithm.Label,
                .. algorithm.Needed.Select(need => double.IsFinite(need.Share.Median) ? FormattableString.Invariant($"{100 * need.Share.Median:0.0}") : ">100 %"),
            ]),
        ]);

    static Table Costs(CnnDocument document) => new(
        [
            new Column("method"), new Column("begun", true), new Column("to the end", true), new Column("grown", true), new Column("cut", true), new Column("diverged", true),
            new Column("epochs", true), new Column("seconds", true),
        ],
        [
            .. document.Algorithms.Select(algorithm => (IReadOnlyList<string>)[
                algorithm.Label, Number(algorithm.Begun), Number(algorithm.Whole), Number(algorithm.Grown), Number(algorithm.Cut), Number(algorithm.Failed), Number(algorithm.Epochs),
                FormattableString.Invariant($"{algorithm.Seconds:0.0}"),
            ]),
        ]);

    static IEnumerable<IReadOnlyList<string>> Lines(CnnDocument document, CnnAlgorithm algorithm)
    {
        string[] Line(string measure, string of, double share, Quartiles quartiles, SignedRankTest? test = null) =>
        [
            algorithm.Label, Figure.Whole(document.Seeds), measure, of, Number(share), Number(quartiles.Lower), Number(quartiles.Median), Number(quartiles.Upper),
            test is { } found ? Number(found.ProbabilityValue) : "", test is { } known ? Number(known.Effect) : "",
        ];
        string[] Cost(string measure, double median) => [algorithm.Label, Figure.Whole(document.Seeds), measure, "", "", "", Number(median), "", "", ""];
        return
        [
            .. algorithm.Shares.Select(share => Line("hypervolume", "", share.Share, share.Hypervolume, share.AgainstBaseline)),
            .. algorithm.Needed.Select(need => Line("epochShareTo", need.Of, FidelityPlan.Whole, need.Share)),
            Cost("begun", algorithm.Begun), Cost("whole", algorithm.Whole), Cost("grown", algorithm.Grown), Cost("cut", algorithm.Cut), Cost("failed", algorithm.Failed),
            Cost("epochs", algorithm.Epochs), Cost("seconds", algorithm.Seconds),
        ];
    }

    static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
