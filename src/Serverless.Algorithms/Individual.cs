using Serverless.Domain.Spaces;

namespace Serverless.Algorithms;

/// <summary>A member of a population.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Status">Whether there are objectives.</param>
/// <param name="Objectives">One value per objective, better when smaller; empty unless evaluated.</param>
/// <param name="Violation">Sum of the constraints' violations; 0 when feasible.</param>
public sealed record Individual(
    CandidateId Candidate, string Architecture, ObservationStatus Status, IReadOnlyList<double> Objectives, double Violation);
