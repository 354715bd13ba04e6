using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Evaluators;

/// <summary>
/// Where the metrics of a search's candidates come from: what is known before an evaluation, what only an evaluation tells, and which
/// results count.
/// </summary>
/// <param name="request">The search's.</param>
/// <param name="space">What is searched.</param>
/// <param name="shape">What networks are fed, for features to count.</param>
public abstract class CandidateEvaluator(SearchRequest request, SearchSpace space, ImageShape shape)
{
    public SearchRequest Request { get; } = request;

    public SearchSpace Space { get; } = space;

    public ImageShape Shape { get; } = shape;

    /// <value>Whether evaluations are jobs of workers, which use up a budget of trainings and can be cut short.</value>
    public abstract bool TakesJobs { get; }

    /// <value>The objectives that a surrogate has to predict, in the order of the request.</value>
    public abstract IReadOnlyList<Objective> Targets { get; }

    /// <value>
    /// What candidates are compared by before they are evaluated in whole, for an algorithm that searches by zero-cost metrics: these, in its order,
    /// then the search's objectives that take no training. Empty where the algorithm does not ask for it.
    /// </value>
    public abstract IReadOnlyList<Objective> Screening { get; }

    /// <value>The constraints on what <see cref="KnownOf"/> tells; the others are checked when their values are found.</value>
    public abstract IReadOnlyList<Constraint> KnownConstraints { get; }

    /// <value>
    /// Tells the objectives of an architecture that are known without an evaluation, minimised, one for each of the request; NaN for the others. Null when
    /// none is.
    /// </value>
    public virtual Func<Architecture, IReadOnlyList<double>>? KnownObjectives => null;

    /// <summary>What is known of an architecture without an evaluation: metric name to value.</summary>
    public abstract IReadOnlyDictionary<string, double> KnownOf(Architecture architecture);

    /// <summary>The sum of the violations of the constraints that can be checked before an evaluation.</summary>
    /// <param name="known">What <see cref="KnownOf"/> gave.</param>
    public double ViolationOf(IReadOnlyDictionary<string, double> known) => KnownConstraints.ViolationBy(known);

    /// <summary>The constraints that an evaluation of a fidelity is judged by: without those on what only longer trainings tell.</summary>
    /// <param name="fidelity">As evaluations name it.</param>
    public virtual IReadOnlyList<Constraint> ConstraintsAt(string fidelity) => Request.Constraints;

    /// <summary>Whether a surrogate may learn from an evaluation.</summary>
    public abstract bool Counts(Evaluation evaluation);

    /// <summary>Reads the notation of a candidate of <see cref="Space"/>.</summary>
    /// <exception cref="FormatException">It is no architecture of the space.</exception>
    public Architecture Parse(string notation) => Space.TryParse(notation, out var architecture, out var error)
        ? architecture
        : throw new FormatException($"'{notation}' is no architecture of {Space.Name}: {error}");
}
