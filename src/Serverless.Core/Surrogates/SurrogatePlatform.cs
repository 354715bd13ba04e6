using System.Text.Json.Serialization;
using Serverless.Core.Objectives;

namespace Serverless.Core.Surrogates;

/// <summary>A hardware platform for which a surrogate gives Pareto scores: it learned the ranks there over these targets.</summary>
public sealed record SurrogatePlatform
{
    /// <summary>The name of the ONNX graph's input for the platform's index; the graph has it if there are several platforms.</summary>
    public const string InputName = "platform";

    /// <value>The devices of its targets, or the targets if they have no devices; for people.</value>
    public required string Name { get; init; }

    /// <value>The names of its targets, in the order of <see cref="SurrogateMetadata.Targets"/>.</value>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <value>Kendall's τ-b between measured ranks and scores of held-out examples; null when there were none, or all are equal.</value>
    public double? KendallTauB { get; init; }

    /// <summary>
    /// Returns the platforms of targets: one per device, with the targets that are shared and those of the device; if there are several, also one of
    /// all targets, for comparing them at once. With no device or one there is a single platform.
    /// </summary>
    public static IReadOnlyList<SurrogatePlatform> Of(IReadOnlyList<Objective> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        string[] devices = [.. targets.Select(target => target.Device).OfType<string>().Distinct()];
        return devices.Length < 2
            ? [Named(devices, targets)]
            : [.. devices.Select(device => Named([device], targets.Where(target => target.Device is null || target.Device == device))), Named(devices, targets)];
    }

    /// <summary>Returns whether it learned ranks over the given objectives, in any order.</summary>
    /// <param name="objectives">The objectives of the search.</param>
    /// <param name="targets">All targets of the surrogate.</param>
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
