using System.Runtime.InteropServices;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Policies;

/// <summary>The weights of a policy and what is needed to go on learning: the moments of Adam, baselines of rewards, ranges of objectives.</summary>
/// <remarks>
/// Kingma, Ba 2015. Weights and moments are rounded to single precision after every step, so that a stored learner goes on like one that was not stored.
/// </remarks>
sealed class PolicyLearner
{
    const double FirstDecay = 0.9;
    const double SecondDecay = 0.999;
    const double Least = 1e-8;

    /// <summary>Of a baseline, for each reward.</summary>
    const double BaselineDecay = 0.95;

    readonly Policy _policy;
    readonly double[] _first;
    readonly double[] _second;
    int _steps;
    double[] _baselines = [];

    /// <param name="policy">What learns.</param>
    /// <param name="weights">To begin with.</param>
    public PolicyLearner(Policy policy, double[] weights)
    {
        _policy = policy;
        Weights = Array.ConvertAll(weights, weight => (double)(float)weight);
        _first = new double[weights.Length];
        _second = new double[weights.Length];
    }

    public double[] Weights { get; }

    public SeenRanges Ranges { get; private set; } = new(0);

    /// <summary>A learner that begins, with what was seen so far.</summary>
    public PolicyLearner Begin(RandomStream random) => new(_policy, _policy.Begin(random)) { Ranges = Ranges };

    /// <summary>What <see cref="Save"/> gave.</summary>
    /// <param name="policy">What learns.</param>
    /// <param name="state">Of a search by that policy.</param>
    /// <exception cref="ArgumentException">The weights are not of this policy.</exception>
    public static PolicyLearner Load(Policy policy, AlgorithmState state)
    {
        var numbers = (state.Parameters ?? []).ToArray();
        var bytes = new byte[3 * policy.WeightCount * sizeof(float)];
        if (numbers.Length < 2 || !Convert.TryFromBase64String(state.Weights ?? "", bytes, out var length) || length != bytes.Length)
        {
            throw new ArgumentException($"The state's weights are not three times {policy.WeightCount} numbers in base64; start the search again.", nameof(state));
        }

        var values = Array.ConvertAll(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), value => (double)value);
        var baselines = (int)numbers[1];
        var learner = new PolicyLearner(policy, values[..policy.WeightCount])
        {
            _steps = (int)numbers[0],
            _baselines = numbers[2..(2 + baselines)],
            Ranges = new SeenRanges(numbers.AsSpan(2 + baselines)),
        };
        values.AsSpan(policy.WeightCount, policy.WeightCount).CopyTo(learner._first);
        values.AsSpan(2 * policy.WeightCount).CopyTo(learner._second);
        return learner;
    }

    public AlgorithmState Save(AlgorithmState state)
    {
        var values = Array.ConvertAll([.. Weights, .. _first, .. _second], value => (float)value);
        return state with
        {
            Weights = Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan())),
            Parameters = [_steps, _baselines.Length, .. _baselines, .. Ranges.Save()],
        };
    }

    /// <summary>Takes objectives into the ranges.</summary>
    public void See(double[] objectives)
    {
        Ranges = Ranges.Count == 0 ? new SeenRanges(objectives.Length) : Ranges;
        Ranges.Include(objectives);
    }

    /// <summary>The baselines before some rewards, which then move towards them one after the other; the first ones are the mean of the rewards.</summary>
    /// <param name="rewards">In the order they were told, equally many numbers each.</param>
    public double[] Baselines(IReadOnlyList<double[]> rewards)
    {
        if (_baselines.Length == 0)
        {
            _baselines = [.. Enumerable.Range(0, rewards[0].Length).Select(place => rewards.Average(reward => reward[place]))];
        }

        double[] before = [.. _baselines];
        foreach (var reward in rewards)
        {
            for (var i = 0; i < _baselines.Length; i++)
            {
                _baselines[i] = (BaselineDecay * _baselines[i]) + ((1 - BaselineDecay) * reward[i]);
            }
        }

        return before;
    }

    /// <summary>One step up the gradient.</summary>
    /// <param name="gradient">A derivative for each weight.</param>
    /// <param name="rate">The learning rate.</param>
    public void Step(ReadOnlySpan<double> gradient, double rate)
    {
        _steps++;
        var first = 1 - Math.Pow(FirstDecay, _steps);
        var second = 1 - Math.Pow(SecondDecay, _steps);
        for (var i = 0; i < Weights.Length; i++)
        {
            _first[i] = (float)((FirstDecay * _first[i]) + ((1 - FirstDecay) * gradient[i]));
            _second[i] = (float)((SecondDecay * _second[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]));
            Weights[i] = (float)(Weights[i] + (rate * (_first[i] / first) / (Math.Sqrt(_second[i] / second) + Least)));
        }
    }
}
