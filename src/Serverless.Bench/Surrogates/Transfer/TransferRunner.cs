using System.Text.Json.Serialization;
using Serverless.Learning.Surrogates.Devices;
using Serverless.MultiObjective.Randomness;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Transfer;

/// <summary>Leaves a device out, measures it a few times, and predicts the rest.</summary>
static class TransferRunner
{
    /// <summary>The number of architectures that known devices have measured; the references are also chosen from these.</summary>
    public const int KnownRows = 600;

    const double Tolerance = 0.1;

    /// <summary>Runs a task. Nothing except the references is read of the device that is left out until its prediction has been made.</summary>
    /// <param name="task">The device to leave out.</param>
    /// <param name="references">The number of measurements of it.</param>
    public static TransferResult Run(TransferTask task, int references)
    {
        var started = TimeProvider.System.GetTimestamp();
        var (device, known) = (task.Device, task.Known);
        var space = known[0].Table.Description.FindSpace(known[0].Table.Description.SpaceNames[0])!;
        var architectures = Draw(known, task.Seed);
        var prior = DevicePrior.Fit(
            TableTargets.Of(space, [.. known.Select(one => one.Metric)], architectures, (place, metric) => ValueOf(known.First(one => one.Metric == metric), architectures[place])),
            references);

        IReadOnlyList<Architecture> pool = [.. architectures.Where(architecture => RowOf(device, architecture) is not null)];
        IReadOnlyList<Architecture> chosen = [.. prior.ChooseReferences(pool, references).Select(place => pool[place])];
        using var adapted = prior.Adapt(TableTargets.Of(space, [device.Metric], chosen, (place, _) => ValueOf(device, chosen[place])));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        var measured = chosen.Select(architecture => RowOf(device, architecture)!.Value).ToHashSet();
        int[] test = [.. device.Rows.Except(measured).Order()];
        var predictions = adapted.Predict([.. test.Select(row => device.Table.Architectures[row])]);
        double[] truth = [.. test.Select(row => device.Table.Column(device.Metric.Column)[row])];
        double[] predicted = [.. Enumerable.Range(0, test.Length).Select(i => predictions.ValueMean(i, 0))];
        return new TransferResult(
            test.Length,
            RankCorrelation.Spearman(truth, predicted),
            RankCorrelation.KendallTauB(truth, predicted),
            truth.Zip(predicted).Count(pair => Math.Abs(pair.Second - pair.First) <= Tolerance * pair.First) / (double)test.Length,
            seconds)
        {
            Task = task,
        };
    }

    /// <summary>Draws, uniformly and without replacement, rows that any known device can run.</summary>
    static List<Architecture> Draw(IReadOnlyList<TransferDevice> known, int seed)
    {
        int[] rows = [.. known[0].Rows.Order()];
        var count = Math.Min(KnownRows, rows.Length);
        RandomDraw.ToFront<int>(rows, count, seed);
        return [.. rows[..count].Select(row => known[0].Table.Architectures[row])];
    }

    static double ValueOf(TransferDevice device, Architecture architecture) =>
        RowOf(device, architecture) is { } row ? device.Table.Column(device.Metric.Column)[row] : double.NaN;

    static int? RowOf(TransferDevice device, Architecture architecture) =>
        device.Table.RowOf(architecture) is { } row && device.Rows.Contains(row) ? row : null;
}

/// <summary>How well a few measurements of a device were completed by predictions.</summary>
/// <param name="TestRows">The number of rows on which it was evaluated: all that the device can run, except the references.</param>
/// <param name="Spearman">Spearman's ρ between measured and predicted values.</param>
/// <param name="KendallTauB">Kendall's τ-b between them.</param>
/// <param name="WithinTenPercent">The share of rows that are predicted to within a tenth of the measured value.</param>
/// <param name="FitSeconds">The wall-clock time for learning from the known devices and for adapting.</param>
public sealed record TransferResult(int TestRows, double Spearman, double KendallTauB, double WithinTenPercent, double FitSeconds)
{
    /// <value>The task.</value>
    [JsonIgnore]
    public TransferTask Task { get; init; } = null!; // not written to journals, which know it by its key
}
