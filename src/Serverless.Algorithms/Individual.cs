namespace Serverless.Algorithms;

/// <summary>An observed candidate that an algorithm keeps.</summary>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Status">Whether there are objectives.</param>
/// <param name="Objectives">One value per objective, better when smaller; empty unless evaluated.</param>
/// <param name="Violation">Sum of the constraints' violations; 0 when feasible.</param>
/// <param name="Fidelity">How thoroughly it was evaluated.</param>
public sealed record Individual(
    string Architecture,
    ObservationStatus Status,
    IReadOnlyList<double> Objectives,
    double Violation,
    string Fidelity = Fidelity.FullName)
{
    /// <value>As in <see cref="Observation.Metrics"/>; null where there are none.</value>
    public IReadOnlyList<double>? Metrics { get; init; }

    /// <value>As in <see cref="Observation.Margins"/>, null for what is not known; null where there are none.</value>
    public IReadOnlyList<double?>? Margins { get; init; }
}
