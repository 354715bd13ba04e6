using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective;

namespace Serverless.Algorithms.ModelBased.Improvements;

/// <summary>
/// The possible outcomes of pending or chosen candidates, in one case or several, with the predictions of the other candidates in each.
/// </summary>
abstract class PendingOutcomes
{
    /// <value>The number of cases, which are equally likely.</value>
    public abstract int Cases { get; }

    /// <summary>Treats a candidate as observed.</summary>
    /// <param name="index">The candidate's index in the list.</param>
    public abstract void Observe(int index);

    /// <summary>Returns the predictions of the whole list in one case, one for each objective; valid until the next call.</summary>
    public abstract Marginals[] Predict(int one);

    /// <summary>Returns the nondominated set in one case.</summary>
    public abstract NondominatedSet<int> Front(int one);

    /// <param name="fitted">The models.</param>
    /// <param name="list">The candidates' indices in the catalogue.</param>
    /// <param name="front">The observed front, in m objectives.</param>
    /// <param name="cases">The number of cases; with one, each candidate is observed at its mean.</param>
    /// <param name="most">The largest number of candidates that are observed.</param>
    public static PendingOutcomes Of(FittedModels fitted, IReadOnlyList<int> list, NondominatedSet<int> front, int cases, int most) =>
        cases == 1 ? new MeanOutcomes(fitted, list, front) : new DrawnOutcomes(fitted, list, front, cases, most);

    /// <summary>Observes each candidate at its mean, so that only variances change.</summary>
    sealed class MeanOutcomes : PendingOutcomes
    {
        readonly SequentialPosterior[] _posteriors;
        readonly Marginals[] _marginals;
        readonly NondominatedSet<int> _front;

        public MeanOutcomes(FittedModels fitted, IReadOnlyList<int> list, NondominatedSet<int> front)
        {
            _front = front;
            _posteriors = Array.ConvertAll(fitted.Models, model =>
            {
                var table = model.TableOf(fitted.Catalogue);
                return model.Process.Begin(table.Select([.. list.Select(place => table.Columns[place])]));
            });
            _marginals = Array.ConvertAll(fitted.Models, model => Marginals.Empty(model.Transform, list.Count));
            foreach (var (posterior, marginals) in _posteriors.Zip(_marginals))
            {
                posterior.Means.CopyTo(marginals.Means, 0);
            }
        }

        public override int Cases => 1;

        public override void Observe(int index)
        {
            foreach (var posterior in _posteriors)
            {
                posterior.Observe(index);
            }

            _front.Add([.. _marginals.Select(marginals => marginals.Value(index))], 0);
        }

        public override Marginals[] Predict(int one)
        {
            foreach (var (posterior, marginals) in _posteriors.Zip(_marginals))
            {
                for (var i = 0; i < posterior.Means.Length; i++)
                {
                    marginals.Deviations[i] = posterior.Deviation(i);
                }
            }

            return _marginals;
        }

        public override NondominatedSet<int> Front(int one) => _front;
    }

    /// <summary>Observes each candidate at its noise-free value in a joint draw.</summary>
    sealed class DrawnOutcomes : PendingOutcomes
    {
        readonly ObjectiveDraws _draws;
        readonly double[] _noise;
        readonly Marginals[] _marginals;
        readonly NondominatedSet<int>[] _fronts;

        public DrawnOutcomes(FittedModels fitted, IReadOnlyList<int> list, NondominatedSet<int> front, int cases, int most)
        {
            _draws = fitted.Draw([.. list], cases, most);
            _noise = Array.ConvertAll(fitted.Models, model => model.Model.Noise);
            _marginals = Array.ConvertAll(fitted.Models, model => Marginals.Empty(model.Transform, list.Count));
            _fronts = [.. Enumerable.Range(0, cases).Select(_ => Copy(front, _noise.Length))];
        }

        public override int Cases => _fronts.Length;

        public override void Observe(int index)
        {
            var values = _draws.Fix(index);
            for (var one = 0; one < _fronts.Length; one++)
            {
                _fronts[one].Add(values.AsSpan(one * _noise.Length, _noise.Length), 0);
            }
        }

        public override Marginals[] Predict(int one)
        {
            for (var k = 0; k < _marginals.Length; k++)
            {
                _draws.Means(one, k).CopyTo(_marginals[k].Means);
                for (var i = 0; i < _draws.Columns; i++)
                {
                    _marginals[k].Deviations[i] = double.Hypot(_draws.Deviation(k, i), _noise[k]);
                }
            }

            return _marginals;
        }

        public override NondominatedSet<int> Front(int one) => _fronts[one];

        static NondominatedSet<int> Copy(NondominatedSet<int> front, int objectives)
        {
            var copy = new NondominatedSet<int>(objectives);
            for (var start = 0; start < front.Points.Length; start += objectives)
            {
                copy.Add(front.Points.Slice(start, objectives), 0);
            }

            return copy;
        }
    }
}
