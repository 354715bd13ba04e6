using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>Specifies how the learning rate changes during a training.</summary>
public sealed record ScheduleSpecification
{
    public required ScheduleKind Name { get; init; }

    /// <value>
    /// The number of epochs at the beginning in which the rate rises linearly, step by step, to the rate of the recipe. Less than the recipe's
    /// epochs; default 0.
    /// </value>
    public int WarmUpEpochs { get; init; }

    /// <value>With <see cref="ScheduleKind.Step"/>: the epochs after which the rate is lowered, ascending; null with other schedules.</value>
    public IReadOnlyList<int>? Milestones { get; init; }

    /// <value>
    /// With <see cref="ScheduleKind.Step"/>: the factor by which the rate is multiplied, between 0 and 1; default 0.1. Null with other schedules.
    /// </value>
    public double? Factor { get; init; }

    /// <value>
    /// With <see cref="ScheduleKind.Cosine"/>: the epochs after which the wave begins again (Loshchilov, Hutter 2017, warm restarts), ascending,
    /// after the warm-up and below the recipe's epochs; null for no restarts. Networks are best compared where a wave ends.
    /// </value>
    public IReadOnlyList<int>? Restarts { get; init; }

    /// <summary>Returns the share of the recipe's learning rate that applies to a step, 0 to 1.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="stepsPerEpoch">The steps per epoch, at least 1.</param>
    /// <param name="epochs">The epochs of the whole training.</param>
    public double ShareAt(int step, int stepsPerEpoch, int epochs)
    {
        var warmUp = WarmUpEpochs * stepsPerEpoch;
        if (step < warmUp)
        {
            return (step + 1.0) / warmUp;
        }

        return Name switch
        {
            ScheduleKind.Cosine => WaveAt(step, warmUp, stepsPerEpoch, epochs),
            ScheduleKind.Step => Math.Pow(Factor ?? 1, (Milestones ?? []).Count(milestone => step >= milestone * stepsPerEpoch)),
            _ => 1,
        };
    }

    /// <summary>
    /// Returns the schedule of a shorter training, with each of its epochs in proportion; epochs that would coincide, or fall on the end, are left
    /// out.
    /// </summary>
    /// <param name="whole">The epochs of the training that this schedule belongs to.</param>
    /// <param name="epochs">The epochs of the shorter training, at least 1.</param>
    internal ScheduleSpecification Shortened(int whole, int epochs)
    {
        var warmUp = Math.Min(Scaled(WarmUpEpochs), epochs - 1);
        return this with
        {
            WarmUpEpochs = warmUp,
            Milestones = Milestones is null ? null : [.. Milestones.Select(Scaled).Where(epoch => epoch > 0 && epoch < epochs).Distinct()],
            Restarts = Restarts?.Select(Scaled).Where(epoch => epoch > warmUp && epoch < epochs).Distinct().ToList() is { Count: > 0 } restarts ? restarts : null,
        };

        int Scaled(int epoch) => (int)Math.Round((double)epoch * epochs / whole);
    }

    double WaveAt(int step, int warmUp, int stepsPerEpoch, int epochs)
    {
        var restarts = Restarts ?? [];
        var begun = restarts.Count(epoch => step >= epoch * stepsPerEpoch);
        var begin = begun == 0 ? warmUp : restarts[begun - 1] * stepsPerEpoch;
        var end = (begun == restarts.Count ? epochs : restarts[begun]) * stepsPerEpoch;
        return (1 + Math.Cos(Math.PI * (step - begin) / (end - begin))) / 2;
    }
}

/// <summary>The shape of a learning rate schedule.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleKind>))]
public enum ScheduleKind
{
    /// <summary>The rate falls to zero along half a cosine wave, step by step (Loshchilov, Hutter 2017, without restarts).</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>The rate is multiplied by a factor after certain epochs.</summary>
    [JsonStringEnumMemberName("step")]
    Step,

    /// <summary>The rate stays constant.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,
}
