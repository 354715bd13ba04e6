using Serverless.Spaces;

namespace Serverless.Algorithms.Populations;

/// <summary>An observed candidate in memory: an <see cref="Individual"/> whose architecture has been parsed.</summary>
sealed class Member
{
    CandidateId? _id;

    public required SearchSpace Space { get; init; }

    /// <value>The architecture in canonical form.</value>
    public required Architecture Architecture { get; init; }

    public required ObservationStatus Status { get; init; }

    /// <value>The objectives, smaller is better; empty unless evaluated.</value>
    public required double[] Objectives { get; init; }

    public required double Violation { get; init; }

    /// <value>What was known before any training, smaller is better; empty if it was not reported.</value>
    public double[] Metrics { get; init; } = [];

    /// <value>How far the values of constraints lie outside, NaN if not known; empty if there are no such constraints.</value>
    public double[] Margins { get; init; } = [];

    public string Fidelity { get; init; } = Algorithms.Fidelity.FullName;

    public CandidateId Id => _id ??= Space.IdOf(Architecture);

    /// <value>Whether it was evaluated and violates no constraint.</value>
    public bool IsFeasible => Status == ObservationStatus.Evaluated && Violation <= 0;

    public Individual ToIndividual() => new(Space.Format(Architecture), Status, Objectives, Violation, Fidelity)
    {
        Metrics = Metrics.Length > 0 ? Metrics : null,
        Margins = Margins.Length > 0 ? [.. Margins.Select(margin => double.IsFinite(margin) ? margin : (double?)null)] : null,
    };

    /// <summary>Reads what <see cref="ToIndividual"/> returned.</summary>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    public static Member Of(Individual individual, SearchSpace space) => new()
    {
        Space = space,
        Architecture = space.TryParse(individual.Architecture, out var architecture, out var error)
            ? architecture
            : throw new ArgumentException($"'{individual.Architecture}' of the state is not an architecture of {space.Name}: {error}"),
        Status = individual.Status,
        Objectives = [.. individual.Objectives],
        Violation = individual.Violation,
        Metrics = [.. individual.Metrics ?? []],
        Margins = [.. (individual.Margins ?? []).Select(margin => margin ?? double.NaN)],
        Fidelity = individual.Fidelity,
    };
}
