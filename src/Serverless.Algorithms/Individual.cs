namespace Serverless.Algorithms;

/// <summary>An observed candidate that an algorithm keeps.</summary>
/// <param name="Architecture">The genotype in the space's own notation.</param>
/// <param name="Status">How the evaluation ended; only evaluated candidates have objectives.</param>
/// <param name="Objectives">One value per objective, smaller is better; empty unless evaluated.</param>
/// <param name="Violation">The sum of the constraint violations; 0 if feasible.</param>
/// <param name="Fidelity">How thoroughly the candidate was evaluated.</param>
public sealed record Individual(
    string Architecture,
    ObservationStatus Status,
    IReadOnlyList<double> Objectives,
    double Violation,
    string Fidelity = Fidelity.FullName)
{
    /// <value>The metrics, as in <see cref="Observation.Metrics"/>; null if there are none.</value>
    public IReadOnlyList<double>? Metrics { get; init; }

    /// <value>The margins, as in <see cref="Observation.Margins"/>, with null for those that are not known; null if there are none.</value>
    public IReadOnlyList<double?>? Margins { get; init; }
}
