using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased;

/// <summary>The model of one objective, or of how far a constraint is broken: its transform, the view that it reads, and what predicts the modelled value.</summary>
/// <remarks>
/// What a share is missing (the error of an accuracy) depends on the function that a candidate computes, positive costs on what is
/// executed. Of other objectives the view of the larger posterior density is taken, or of the smaller error out of bag; with many observations the one that was taken last stays.
/// </remarks>
sealed class ObjectiveModel
{
    /// <summary>Evaluations of the posterior density for each fit, while that is cheap.</summary>
    const int MostEvaluations = 20;
    const int FewestEvaluations = 3;

    /// <summary>So many observations are cheap; beyond, evaluations become fewer, since each costs O(n³) and the mode moves little.</summary>
    const double CheapSize = 150;

    ObjectiveModel(OutputTransform transform, bool isFunction, IPredictiveModel<FeatureTable> model) =>
        (Transform, IsFunction, Model) = (transform, isFunction, model);

    readonly Func<CandidateCatalogue, FeatureTable>? _values;

    ObjectiveModel(Func<CandidateCatalogue, FeatureTable> values, double noise)
        : this(OutputTransform.Identity, isFunction: true, new ExactValues(noise)) => _values = values;

    public OutputTransform Transform { get; }

    /// <value>Whether it reads the view of the function; otherwise that of the execution.</value>
    public bool IsFunction { get; }

    /// <value>Of the modelled value.</value>
    public IPredictiveModel<FeatureTable> Model { get; }

    /// <value>The model of an algorithm that has Gaussian processes alone.</value>
    public GaussianProcess Process => (GaussianProcess)Model;

    /// <value>Whether <see cref="Predict"/> gives upper bounds of deviations.</value>
    public bool HasBounds => Model is GaussianProcess { HasBounds: true };

    /// <summary>The table that it reads.</summary>
    public FeatureTable TableOf(CandidateCatalogue catalogue) => _values?.Invoke(catalogue) ?? (IsFunction ? catalogue.Function : catalogue.Execution);

    /// <summary>An objective that is known of every candidate.</summary>
    /// <param name="values">A table of its value alone, of a catalogue.</param>
    /// <param name="noise">The deviation that it is given, positive.</param>
    public static ObjectiveModel Exact(Func<CandidateCatalogue, FeatureTable> values, double noise) => new(values, noise);

    /// <summary>Fits a model.</summary>
    /// <param name="catalogue">Has every member.</param>
    /// <param name="members">Those observed.</param>
    /// <param name="target">What of the members is modelled.</param>
    /// <param name="start">What <see cref="Save"/> gave earlier; null to begin.</param>
    /// <param name="isFitted">Whether that is of the same members, so that nothing is left to fit.</param>
    /// <param name="settings">The usual ones when null.</param>
    /// <param name="trees">What boosted trees draw from; null: a Gaussian process.</param>
    public static ObjectiveModel Fit(
        CandidateCatalogue catalogue,
        IReadOnlyList<Member> members,
        ModelTarget target,
        ReadOnlySpan<double> start,
        bool isFitted,
        ModelSettings? settings = null,
        TreeDraw? trees = null)
    {
        Member[] known = [.. members.Where(target.IsKnown)];
        double[] raw = [.. known.Select(target.ValueOf)];
        var transform = !target.IsObjective || settings is { IsTransformed: false } ? OutputTransform.Identity : OutputTransform.For(raw);
        var values = Array.ConvertAll(raw, transform.Apply);
        TrainingSet.Winsorise(values);
        int[] places = [.. known.Select(member => catalogue.PlaceOf(member.Architecture))];

        bool? isFunction = !ReferenceEquals(catalogue.Function, catalogue.Execution) ? transform.Kind switch
        {
            OutputTransformKind.InverseOfMissing => true,
            OutputTransformKind.Logarithm => false,
            _ => target.IsVerdict ? false : null,
        } : true;
        if (start.Length > 0 && (isFitted || (isFunction is null && values.Length > CheapSize)))
        {
            isFunction = start[0] > 0;
        }

        if (trees is { } draw)
        {
            var seed = (long)RandomStream.For(draw.Seed, draw.Generation, target.Stream).NextBits();
            BaggedTrees FitTrees(bool isFunction)
            {
                var table = isFunction ? catalogue.Function : catalogue.Execution;
                return BaggedTrees.Fit(table.Select(Array.ConvertAll(places, place => table.Columns[place])), values, seed);
            }

            var one = FitTrees(isFunction ?? true);
            return isFunction is null && FitTrees(isFunction: false) is var other && other.Error < one.Error
                ? new ObjectiveModel(transform, false, other)
                : new ObjectiveModel(transform, isFunction ?? true, one);
        }

        if (isFunction is { } view)
        {
            return new ObjectiveModel(transform, view, Fit(view, start));
        }

        var (function, execution) = (Fit(true, []), Fit(false, []));
        return function.LogDensity >= execution.LogDensity
            ? new ObjectiveModel(transform, true, function)
            : new ObjectiveModel(transform, false, execution);

        GaussianProcess Fit(bool isFunction, ReadOnlySpan<double> start)
        {
            var table = isFunction ? catalogue.Function : catalogue.Execution;
            var kernel = AdditiveKernel.For(table, settings?.Kernel ?? KernelKind.Matern52);
            var training = table.Select(Array.ConvertAll(places, place => table.Columns[place]));
            var isKept = start.Length == kernel.ParameterCount + 1 && start[0] > 0 == isFunction;
            var relative = CheapSize / Math.Max(1, values.Length);
            var evaluations = (int)Math.Clamp(MostEvaluations * relative * relative, FewestEvaluations, MostEvaluations);
            return GaussianProcess.Fit(kernel, training, values, isKept ? start[1..].ToArray() : null, isKept && isFitted ? 0 : evaluations);
        }
    }

    /// <summary>Joint draws of the modelled value without noise.</summary>
    /// <param name="catalogue">As predicted.</param>
    /// <param name="places">The candidates, one for each column.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="random">As for <see cref="IPredictiveModel{TCandidates}.Draw"/>.</param>
    public IJointDraws Draw(CandidateCatalogue catalogue, int[] places, int count, RandomStream random)
    {
        var table = TableOf(catalogue);
        return Model.Draw(table.Select(Array.ConvertAll(places, place => table.Columns[place])), count, random);
    }

    /// <summary>The parameters, and which view they are of.</summary>
    public double[] Save() => _values is not null ? [] : [IsFunction ? 1 : 0, .. (Model as GaussianProcess)?.Parameters ?? []];

    /// <summary>Predicts every candidate of a catalogue; deviations may be upper bounds, see <see cref="Refine"/>.</summary>
    public Marginals Predict(CandidateCatalogue catalogue)
    {
        var table = TableOf(catalogue);
        var (means, variances) = (new double[table.Count], new double[table.Count]);
        if (Model is GaussianProcess process)
        {
            process.PredictBounds(table, means, variances);
        }
        else
        {
            Model.Predict(table, means, variances);
        }

        var marginals = Marginals.Empty(Transform, catalogue.Architectures.Length);
        for (var i = 0; i < catalogue.Architectures.Length; i++)
        {
            marginals.Means[i] = means[table.Columns[i]];
            marginals.Deviations[i] = Math.Sqrt(variances[table.Columns[i]]);
        }

        return marginals;
    }

    /// <summary>Replaces upper bounds by the deviations of some candidates.</summary>
    /// <param name="catalogue">As predicted.</param>
    /// <param name="marginals">What <see cref="Predict"/> gave.</param>
    /// <param name="candidates">Places in the catalogue.</param>
    public void Refine(CandidateCatalogue catalogue, Marginals marginals, IReadOnlyList<int> candidates)
    {
        var table = TableOf(catalogue);
        int[] columns = [.. candidates.Select(place => table.Columns[place]).Distinct()];
        var (means, variances) = (new double[columns.Length], new double[table.Count]);
        var refined = new double[columns.Length];
        Model.Predict(table.Select(columns), means, refined);
        for (var i = 0; i < columns.Length; i++)
        {
            variances[columns[i]] = refined[i];
        }

        foreach (var place in candidates)
        {
            marginals.Deviations[place] = Math.Sqrt(variances[table.Columns[place]]);
        }
    }
}

/// <summary>What boosted trees of one fit draw from.</summary>
/// <param name="Seed">Of the search.</param>
/// <param name="Generation">Of the search.</param>
readonly record struct TreeDraw(long Seed, int Generation);
