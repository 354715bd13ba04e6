using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.ModelBased;

/// <summary>
/// The model of one objective, or of how far a constraint is violated: its transform, the feature view that it reads, and the predictor of the
/// transformed value.
/// </summary>
/// <remarks>
/// The shortfall of a share (the error of an accuracy) depends on the function that a candidate computes, positive costs on what is executed. For
/// other objectives the view with the larger posterior density, or with the smaller out-of-bag error, is used; with many observations the view that
/// was used last is kept.
/// </remarks>
sealed class ObjectiveModel
{
    /// <summary>The largest number of evaluations of the posterior density in a fit, while they are cheap.</summary>
    const int MostEvaluations = 20;
    const int FewestEvaluations = 3;

    /// <summary>
    /// The largest number of observations for which evaluations are cheap. Beyond it their number is reduced, since each costs O(n³) and the mode
    /// moves little.
    /// </summary>
    const double CheapSize = 150;

    ObjectiveModel(OutputTransform transform, bool isFunction, IPredictiveModel<FeatureTable> model) =>
        (Transform, IsFunction, Model) = (transform, isFunction, model);

    readonly Func<CandidateCatalogue, FeatureTable>? _values;

    ObjectiveModel(Func<CandidateCatalogue, FeatureTable> values, double noise)
        : this(OutputTransform.Identity, isFunction: true, new ExactValues(noise)) => _values = values;

    public OutputTransform Transform { get; }

    /// <value>Whether the model reads the function view; otherwise it reads the execution view.</value>
    public bool IsFunction { get; }

    /// <value>The predictor of the modelled value.</value>
    public IPredictiveModel<FeatureTable> Model { get; }

    /// <value>The model as a Gaussian process, for algorithms that use no other kind.</value>
    public GaussianProcess Process => (GaussianProcess)Model;

    /// <value>Whether <see cref="Predict"/> returns upper bounds of deviations.</value>
    public bool HasBounds => Model is GaussianProcess { HasBounds: true };

    /// <summary>Returns the table of a catalogue that the model reads.</summary>
    public FeatureTable TableOf(CandidateCatalogue catalogue) => _values?.Invoke(catalogue) ?? (IsFunction ? catalogue.Function : catalogue.Execution);

    /// <summary>Creates the model of an objective that is known for every candidate.</summary>
    /// <param name="values">A function that returns for a catalogue the table that holds only the objective's values.</param>
    /// <param name="noise">The standard deviation that predictions report, positive.</param>
    public static ObjectiveModel Exact(Func<CandidateCatalogue, FeatureTable> values, double noise) => new(values, noise);

    /// <summary>Fits a model.</summary>
    /// <param name="catalogue">The catalogue, which contains every member.</param>
    /// <param name="members">The observed members.</param>
    /// <param name="target">The value of the members that is modelled.</param>
    /// <param name="start">The numbers that <see cref="Save"/> returned earlier; empty to start.</param>
    /// <param name="isFitted">Whether those numbers belong to the same members, so that nothing is left to fit.</param>
    /// <param name="settings">The settings of the models; null for the usual ones.</param>
    /// <param name="trees">The source of the random numbers of boosted trees; null for a Gaussian process.</param>
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

    /// <summary>Returns joint draws of the modelled value without noise.</summary>
    /// <param name="catalogue">The catalogue, as for <see cref="Predict"/>.</param>
    /// <param name="places">The candidates' indices, one for each column.</param>
    /// <param name="count">The number of draws.</param>
    /// <param name="random">The source of random numbers, as for <see cref="IPredictiveModel{TCandidates}.Draw"/>.</param>
    public IJointDraws Draw(CandidateCatalogue catalogue, int[] places, int count, RandomStream random)
    {
        var table = TableOf(catalogue);
        return Model.Draw(table.Select(Array.ConvertAll(places, place => table.Columns[place])), count, random);
    }

    /// <summary>Returns the parameters, preceded by the view that they belong to.</summary>
    public double[] Save() => _values is not null ? [] : [IsFunction ? 1 : 0, .. (Model as GaussianProcess)?.Parameters ?? []];

    /// <summary>Predicts every candidate of a catalogue; deviations can be upper bounds, see <see cref="Refine"/>.</summary>
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

    /// <summary>Replaces the upper bounds of some candidates' deviations by exact values.</summary>
    /// <param name="catalogue">The catalogue, as for <see cref="Predict"/>.</param>
    /// <param name="marginals">The marginals that <see cref="Predict"/> returned.</param>
    /// <param name="candidates">The candidates' indices in the catalogue.</param>
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

/// <summary>The source of the random numbers for one fit of boosted trees.</summary>
/// <param name="Seed">The seed of the search.</param>
/// <param name="Generation">The generation of the search.</param>
readonly record struct TreeDraw(long Seed, int Generation);
