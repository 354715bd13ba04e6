using Serverless.Algorithms.Models;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>
/// Chooses candidates one at a time by expected hypervolume improvement, with pending candidates treated as observed at their means or at drawn
/// values.
/// </summary>
/// <remarks>
/// Improvements are compared over a short list: the best of the whole catalogue before anything is pending. Everything depends only on the
/// observations and on the pending candidates, in order, so a selection that is created again continues identically.
/// </remarks>
sealed class BatchSelection : ICandidateSelection
{
    /// <summary>The length of the short list while few candidates are pending; it is doubled while more than half of it are pending.</summary>
    const int ShortListSize = 512;

    /// <summary>Candidates are left out if the front dominates even the point this many standard deviations better than their means.</summary>
    const double Furthest = 3;

    readonly ObjectiveModel[] _models;
    readonly PendingOutcomes _outcomes;
    readonly double[] _feasibility;
    readonly double[] _ideal;
    readonly double[] _reference;
    readonly double[] _least;
    readonly int _capacity;
    readonly long _seed;
    readonly int _generation;
    readonly List<int> _list;
    readonly NondominatedSet<int> _front;
    readonly List<int> _observed = [];

    /// <param name="fitted">The models and the candidates to choose from.</param>
    /// <param name="isAllowed">Whether an architecture can be chosen; null if all can.</param>
    /// <param name="cases">The number of cases of how pending candidates can turn out; 1 observes each at its mean.</param>
    public BatchSelection(FittedModels fitted, Func<Architecture, bool>? isAllowed = null, int cases = 1)
    {
        var (catalogue, models, pending) = (fitted.Catalogue, fitted.Models, fitted.Pending);
        (_models, _seed, _generation) = (models, fitted.Seed, fitted.Generation);
        var objectives = models.Length;
        _front = new NondominatedSet<int>(objectives);
        foreach (var member in fitted.Members.Where(member => member.IsFeasible && Enumerable.Range(0, objectives).All(k => TrainingSet.IsKnown(member, k))))
        {
            _front.Add(member.Objectives, 0);
        }

        var predictions = new Predictions(catalogue, models);
        var open = fitted.Open(isAllowed);
        var isFeasible = fitted.KnownFeasibility();
        if (predictions.IsBounded)
        {
            open = Array.FindAll(open, place => !_front.Covers(predictions.Best(place, Furthest)));
        }

        var chance = fitted.Chances(open);
        (_ideal, _reference) = ReferencePoint.Of(_front.Points, predictions, open, isFeasible);
        _least = FrontImprovement.Least(predictions.Marginals, open);
        _capacity = CapacityFor(pending.Count);
        var most = 2 * _capacity;
        var behindFront = _reference;
        _reference = ReferencePoint.Within(_reference, fitted.Problem.Thresholds);
        if (_reference != behindFront && objectives > ExactImprovement.MostObjectives)
        {
            var below = ReferencePoint.IdealBelow(_ideal, _reference, predictions, open, Furthest);
            (_ideal, _reference) = below is null ? (_ideal, behindFront) : (below, _reference);
        }

        _list = ShortList(predictions, chance, open, isFeasible, most, out var promisesGain);
        if (!promisesGain && _reference != behindFront)
        {
            // No candidate is expected to reach the thresholds, so look without them for those that come nearest.
            _reference = behindFront;
            _list = ShortList(predictions, chance, open, isFeasible, most, out _);
        }

        _list.AddRange(pending.Except(_list).ToArray());
        _feasibility = [.. _list.Select(place => chance[place])];
        _outcomes = PendingOutcomes.Of(fitted, _list, _front, cases, _capacity);
        foreach (var place in pending)
        {
            Observe(place);
        }
    }

    public IReadOnlyList<int> Observed => _observed;

    public bool HoldsFor(int pending) => CapacityFor(pending) == _capacity;

    public bool Has(int place) => _list.Contains(place);

    /// <summary>Treats a candidate of the list as observed, in every case.</summary>
    public void Observe(int place)
    {
        _observed.Add(place);
        _outcomes.Observe(_list.IndexOf(place));
    }

    public int Choose(Func<int, bool> isOpen, RandomStream random)
    {
        var gains = new double[_list.Count];
        for (var one = 0; one < _outcomes.Cases; one++)
        {
            var rated = Gains(_outcomes.Predict(one), _outcomes.Front(one), _list.Count);
            for (var i = 0; i < gains.Length; i++)
            {
                gains[i] += rated[i];
            }
        }

        var (best, bestGain) = (-1, double.NegativeInfinity);
        for (var i = 0; i < _list.Count; i++)
        {
            var gain = gains[i] * _feasibility[i];
            if (gain > bestGain && isOpen(_list[i]))
            {
                (best, bestGain) = (_list[i], gain);
            }
        }

        return best;
    }

    /// <summary>Returns how many candidates can be pending before the list has to be longer.</summary>
    public static int CapacityFor(int pending)
    {
        var capacity = ShortListSize / 2;
        while (pending > capacity)
        {
            capacity *= 2;
        }

        return capacity;
    }

    /// <summary>
    /// Returns the candidates with the largest gains, computed with exact deviations. The other candidates' gains are smaller, since they used upper
    /// bounds and a larger deviation gives a larger gain.
    /// </summary>
    List<int> ShortList(Predictions predictions, double[] chance, int[] open, Func<int, bool> isFeasible, int most, out bool promisesGain)
    {
        var gains = new double[chance.Length];
        var changed = open;
        int[] best;
        do
        {
            var rated = Gains(predictions.Select(changed), _front, changed.Length);
            for (var i = 0; i < changed.Length; i++)
            {
                gains[changed[i]] = rated[i] * chance[changed[i]];
            }

            best = [.. open.OrderByDescending(place => gains[place]).ThenBy(place => place).Where(isFeasible).Take(most)];
            changed = predictions.Refine(best);
        }
        while (changed.Length > 0);

        promisesGain = best.Length > 0 && gains[best[0]] > 0;
        return [.. best];
    }

    double[] Gains(Marginals[] marginals, NondominatedSet<int> front, int count)
    {
        var gains = new double[Marginals.PaddedLength(count)];
        FrontImprovement.Over(front.Points, _ideal, _reference, _models, _least, _seed, _generation).Rate(marginals, gains);
        return gains;
    }
}
