using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Evaluators;

/// <summary>
/// Defines where the metrics of a search's candidates come from: what is known before an evaluation, what only an evaluation gives, and which
/// results a surrogate can learn from.
/// </summary>
/// <param name="request">The request of the search.</param>
/// <param name="space">The space to search.</param>
/// <param name="shape">The input shape of the networks, from which features are computed.</param>
public abstract class CandidateEvaluator(SearchRequest request, SearchSpace space, ImageShape shape)
{
    public SearchRequest Request { get; } = request;

    public SearchSpace Space { get; } = space;

    public ImageShape Shape { get; } = shape;

    /// <value>Whether evaluations are jobs of workers, which use up a budget of trainings and can be stopped early.</value>
    public abstract bool TakesJobs { get; }

    /// <value>The objectives that a surrogate has to predict, in the order of the request.</value>
    public abstract IReadOnlyList<Objective> Targets { get; }

    /// <value>
    /// The objectives by which candidates are compared before whole evaluations, for an algorithm that searches by zero-cost metrics: these metrics
    /// in its order, then the search's objectives that need no training. Empty if the algorithm does not use zero-cost metrics.
    /// </value>
    public abstract IReadOnlyList<Objective> Screening { get; }

    /// <value>The constraints on metrics in <see cref="KnownOf"/>; the others are checked when their values are known.</value>
    public abstract IReadOnlyList<Constraint> KnownConstraints { get; }

    /// <value>
    /// A function that returns the objectives of an architecture known without an evaluation, minimised, one for each objective of the request; NaN
    /// for the others. Null when none is known.
    /// </value>
    public virtual Func<Architecture, IReadOnlyList<double>>? KnownObjectives => null;

    /// <summary>Returns the metrics of an architecture known without an evaluation, by metric name.</summary>
    public abstract IReadOnlyDictionary<string, double> KnownOf(Architecture architecture);

    /// <summary>Returns the sum of the violations of the constraints that can be checked before an evaluation.</summary>
    /// <param name="known">The result of <see cref="KnownOf"/>.</param>
    public double ViolationOf(IReadOnlyDictionary<string, double> known) => KnownConstraints.ViolationBy(known);

    /// <summary>
    /// Returns the constraints that apply to an evaluation at a fidelity: all except those on metrics that only longer trainings give.
    /// </summary>
    /// <param name="fidelity">The fidelity, by the name used in evaluations.</param>
    public virtual IReadOnlyList<Constraint> ConstraintsAt(string fidelity) => Request.Constraints;

    /// <summary>Returns whether a surrogate can learn from an evaluation.</summary>
    public abstract bool Counts(Evaluation evaluation);

    /// <summary>Parses the notation of a candidate of <see cref="Space"/>.</summary>
    /// <exception cref="FormatException">The text is not an architecture of the space.</exception>
    public Architecture Parse(string notation) => Space.TryParse(notation, out var architecture, out var error)
        ? architecture
        : throw new FormatException($"'{notation}' is not an architecture of {Space.Name}: {error}");
}
