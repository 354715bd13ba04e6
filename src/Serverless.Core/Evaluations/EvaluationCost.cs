using System.Text.Json.Serialization;

namespace Serverless.Core.Evaluations;

/// <summary>The cost of an evaluation: worker time and epochs.</summary>
public sealed record EvaluationCost
{
    const string Cuda = "cuda";

    public double TrainingSeconds { get; init; }

    public double MeasuringSeconds { get; init; }

    /// <value>The part of <see cref="TrainingSeconds"/> on a CUDA device.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double GpuSeconds { get; init; }

    /// <value>Epochs paid for by this search; 0 in searches that do not count them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Epochs { get; init; }

    /// <value>Epochs found in the evaluation cache; 0 in searches that do not count them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsCached { get; init; }

    /// <value>The device used for training: <c>cpu</c> or <c>cuda:N</c>; null when nothing was trained.</value>
    public string? TrainedOn { get; init; }

    /// <value>Worker seconds of training and measuring together.</value>
    [JsonIgnore]
    public double WorkerSeconds => TrainingSeconds + MeasuringSeconds;

    /// <summary>Returns the sum of several costs, whatever the devices.</summary>
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

    /// <summary>Returns this cost plus that of a training, or of zero-cost proxies.</summary>
    /// <param name="seconds">Worker seconds, at least 0.</param>
    /// <param name="ranOn">The device, <c>cpu</c> or <c>cuda:N</c>; null when it is not known, and no GPU seconds are counted.</param>
    public EvaluationCost PlusTraining(double seconds, string? ranOn) => this with
    {
        TrainingSeconds = TrainingSeconds + seconds,
        GpuSeconds = GpuSeconds + (ranOn?.StartsWith(Cuda, StringComparison.Ordinal) == true ? seconds : 0),
    };
}
