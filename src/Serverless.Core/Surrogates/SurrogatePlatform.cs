using System.Text.Json.Serialization;
using Serverless.Core.Objectives;

namespace Serverless.Core.Surrogates;

/// <summary>A hardware platform that a surrogate gives Pareto scores for: the ranks that it learnt there are over these targets.</summary>
public sealed record SurrogatePlatform
{
    /// <summary>The input of an ONNX graph that is told the platform's index; there is one where platforms are several.</summary>
    public const string InputName = "platform";

    /// <value>The devices of its targets, or where they are of none, the targets; for people.</value>
    public required string Name { get; init; }

    /// <value>The names of its targets, in the order of <see cref="SurrogateMetadata.Targets"/>.</value>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <value>Kendall's τ-b between measured ranks and scores of what was held out; null when nothing was, or all are equal.</value>
    public double? KendallTauB { get; init; }

    /// <summary>
    /// The platforms of targets: one for each device, of what is shared and what is of the device; beside several one of all, for who compares
    /// them at once. With no or one device there is one.
    /// </summary>
    public static IReadOnlyList<SurrogatePlatform> Of(IReadOnlyList<Objective> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        string[] devices = [.. targets.Select(target => target.Device).OfType<string>().Distinct()];
        return devices.Length < 2
            ? [Named(devices, targets)]
            : [.. devices.Select(device => Named([device], targets.Where(target => target.Device is null || target.Device == device))), Named(devices, targets)];
    }

    /// <summary>Whether ranks over objectives, in whatever order, are what it learnt.</summary>
    /// <param name="objectives">What is searched.</param>
    /// <param name="targets">All of the surrogate's.</param>
    public bool Ranks(IReadOnlyList<Objective> objectives, IReadOnlyList<Objective> targets)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        return objectives.Count == Targets.Count && objectives.All(objective => Targets.Contains(objective.Name)
            && targets.Any(target => target.Name == objective.Name && target.Goal == objective.Goal));
    }

    /// <value>For example <c>edgegpu (accuracy, latencyMs@edgegpu)</c>.</value>
    [JsonIgnore]
    public string Description => $"{Name} ({string.Join(", ", Targets)})";

    static SurrogatePlatform Named(string[] devices, IEnumerable<Objective> targets)
    {
        string[] names = [.. targets.Select(target => target.Name)];
        return new() { Name = string.Join('+', devices.Length > 0 ? devices : names), Targets = names };
    }
}
