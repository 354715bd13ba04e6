using System.Text.Json.Serialization;

namespace Serverless.Core.Evaluations;

/// <summary>What an evaluation used.</summary>
public sealed record EvaluationCost
{
    public double TrainingSeconds { get; init; }

    public double MeasuringSeconds { get; init; }

    /// <value>Epochs paid for by this search; 0 in searches that do not count them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Epochs { get; init; }

    /// <value>Epochs found in the evaluation cache; 0 in searches that do not count them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EpochsCached { get; init; }

    /// <value><c>cpu</c> or <c>cuda:N</c>; null when nothing was trained.</value>
    public string? TrainedOn { get; init; }
}
