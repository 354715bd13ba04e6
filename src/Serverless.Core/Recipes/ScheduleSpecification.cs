using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>How the learning rate changes during a training.</summary>
public sealed record ScheduleSpecification
{
    public required ScheduleKind Name { get; init; }

    /// <value>Epochs at the beginning in which the rate rises linearly, step by step, to the recipe's. Below the recipe's epochs, default 0.</value>
    public int WarmUpEpochs { get; init; }

    /// <value>Of <see cref="ScheduleKind.Step"/>: epochs after which the rate is lowered, ascending; null for the others.</value>
    public IReadOnlyList<int>? Milestones { get; init; }

    /// <value>Of <see cref="ScheduleKind.Step"/>: what the rate is multiplied by. Between 0 and 1, default 0.1; null for the others.</value>
    public double? Factor { get; init; }

    /// <value>
    /// Of <see cref="ScheduleKind.Cosine"/>: epochs after which the wave begins again (Loshchilov, Hutter 2017, warm restarts), ascending,
    /// after warm-up and below the recipe's epochs; null for none. A network is worth comparing where a wave ends.
    /// </value>
    public IReadOnlyList<int>? Restarts { get; init; }

    /// <summary>The share of the recipe's learning rate that a step is taken with, 0 to 1.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="stepsPerEpoch">At least 1.</param>
    /// <param name="epochs">Of the whole training.</param>
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

    /// <summary>The same in a shorter training, each of its epochs in proportion; what would come together, or at the end, is left out.</summary>
    /// <param name="whole">Epochs of the training that this is of.</param>
    /// <param name="epochs">Of the shorter one, at least 1.</param>
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

/// <summary>How the learning rate changes during a training.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleKind>))]
public enum ScheduleKind
{
    /// <summary>Falls to zero along half a cosine wave, step by step (Loshchilov, Hutter 2017, without restarts).</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>Is multiplied by a factor after certain epochs.</summary>
    [JsonStringEnumMemberName("step")]
    Step,

    /// <summary>Stays.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,
}
