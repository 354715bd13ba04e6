using System.Text.Json.Serialization;

namespace Serverless.Core.Evaluations;

/// <summary>What an evaluation used.</summary>
public sealed record EvaluationCost
{
    const string Cuda = "cuda";

    public double TrainingSeconds { get; init; }

    public double MeasuringSeconds { get; init; }

    /// <value>Of <see cref="TrainingSeconds"/>: those on a CUDA device.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double GpuSeconds { get; init; }

    /// <value>Epochs paid for by this search; 0 in searches that do not count them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Epochs { get; init; }

    /// <value>Epochs found in the evaluation cache; 0 in searches that do not count them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsCached { get; init; }

    /// <value><c>cpu</c> or <c>cuda:N</c>; null when nothing was trained.</value>
    public string? TrainedOn { get; init; }

    /// <value>Worker seconds of both.</value>
    [JsonIgnore]
    public double WorkerSeconds => TrainingSeconds + MeasuringSeconds;

    /// <summary>What several used together, whatever they were trained on.</summary>
    public static EvaluationCost Sum(IReadOnlyCollection<EvaluationCost> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return new EvaluationCost
        {
            TrainingSeconds = costs.Sum(cost => cost.TrainingSeconds),
            MeasuringSeconds = costs.Sum(cost => cost.MeasuringSeconds),
            GpuSeconds = costs.Sum(cost => cost.GpuSeconds),
            Epochs = costs.Sum(cost => cost.Epochs),
            EpochsCached = costs.Sum(cost => cost.EpochsCached),
        };
    }

    /// <summary>This cost and that of a training, or of zero-cost proxies.</summary>
    /// <param name="seconds">Worker seconds, at least 0.</param>
    /// <param name="ranOn"><c>cpu</c> or <c>cuda:N</c>; null when that is not known, and no GPU second is counted.</param>
    public EvaluationCost PlusTraining(double seconds, string? ranOn) => this with
    {
        TrainingSeconds = TrainingSeconds + seconds,
        GpuSeconds = GpuSeconds + (ranOn?.StartsWith(Cuda, StringComparison.Ordinal) == true ? seconds : 0),
    };
}
