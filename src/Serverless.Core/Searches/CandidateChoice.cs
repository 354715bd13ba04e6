using Serverless.Algorithms.Acquisition;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary>Why a candidate was selected.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Reason">By what.</param>
/// <param name="Worth">As in <see cref="PredictedOutcome.Worth"/>.</param>
public sealed record CandidateChoice(CandidateId Candidate, ChoiceReason Reason, double? Worth = null);
