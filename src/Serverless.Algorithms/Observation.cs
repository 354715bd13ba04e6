using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>What became of one proposed candidate.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Status">Whether there are objectives.</param>
/// <param name="Objectives">One value per objective, better when smaller; empty unless evaluated. A NaN loses to every number.</param>
/// <param name="Violation">Sum of the constraints' violations; 0 when feasible.</param>
/// <param name="Fidelity">How thoroughly it was evaluated: the fidelity that it was proposed at.</param>
public sealed record Observation(
    CandidateId Candidate,
    ObservationStatus Status,
    IReadOnlyList<double> Objectives,
    double Violation,
    string Fidelity = Fidelity.FullName);
