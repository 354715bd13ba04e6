using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>A recurrent controller: one LSTM layer, whose input is the previous choice, and a softmax for each decision.</summary>
/// <remarks>
/// Hochreiter, Schmidhuber 1997 with the forget gate of Gers, Schmidhuber, Cummins 2000; as a controller Zoph, Le 2017 and Hsu et al. 2018. The input
/// is one-hot, and zero before the first decision; gates are in the order input, forget, output, cell. Decisions that do not count are not steps.
/// Backpropagation through time is written out; a test compares it with finite differences. O(steps · units · (units + choices)).
/// </remarks>
sealed class LstmPolicy : Policy
{
    public const int Units = 16;

    const int Gates = 4 * Units;

    /// <summary>The bound of the initial weights, which are uniform between its negative and itself, as in Zoph, Le 2017.</summary>
    const double BeginWithin = 0.1;

    readonly int _inputs;
    readonly int _recurrent;
    readonly int _biases;
    readonly int[] _heads;

    public LstmPolicy(SearchSpace space)
        : base(space)
    {
        _inputs = space.Dimensions.Max(dimension => dimension.Choices.Count);
        _recurrent = Gates * _inputs;
        _biases = _recurrent + (Gates * Units);
        _heads = new int[space.Dimensions.Count + 1];
        _heads[0] = _biases + Gates;
        for (var i = 0; i < space.Dimensions.Count; i++)
        {
            _heads[i + 1] = _heads[i] + (space.Dimensions[i].Choices.Count * (Units + 1));
        }
    }

    public override int WeightCount => _heads[^1];

    public override double[] Begin(RandomStream random)
    {
        var weights = new double[WeightCount];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = BeginWithin * ((2 * random.NextDouble()) - 1);
        }

        return weights;
    }

    public override Architecture Sample(ReadOnlySpan<double> weights, double temperature, RandomStream random)
    {
        var genotype = new int[Space.Dimensions.Count];
        Step? step = null;
        for (var i = 0; i < genotype.Length; i++)
        {
            if (Space.IsActive(genotype, i))
            {
                step = Forward(weights, step, i, temperature);
                genotype[i] = step.Chosen = Categorical.Draw(step.Probabilities, random);
            }
        }

        return Space.Create(genotype);
    }

    public override double AddGradient(
        ReadOnlySpan<double> weights, ReadOnlySpan<int> genotype, double temperature, double score, double bonus, Span<double> gradient)
    {
        var steps = new List<Step>(genotype.Length);
        for (var i = 0; i < genotype.Length; i++)
        {
            if (Space.IsActive(genotype, i))
            {
                var step = Forward(weights, steps.LastOrDefault(), i, temperature);
                step.Chosen = genotype[i];
                steps.Add(step);
            }
        }

        var value = 0.0;
        var hiddenSlopes = new double[Units];
        var cellSlopes = new double[Units];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var slopes = new double[steps[i].Probabilities.Length];
            value += AddSlopes(steps[i].Probabilities, steps[i].Chosen, temperature, score, bonus, slopes);
            BackwardHead(weights, steps[i], slopes, hiddenSlopes, gradient);
            hiddenSlopes = BackwardCell(weights, steps[i], hiddenSlopes, cellSlopes, gradient);
        }

        return value;
    }

    Step Forward(ReadOnlySpan<double> weights, Step? before, int decision, double temperature)
    {
        var step = new Step(before, decision, Space.Dimensions[decision].Choices.Count);
        for (var gate = 0; gate < Gates; gate++)
        {
            var sum = weights[_biases + gate];
            if (before is not null)
            {
                sum += weights[(gate * _inputs) + before.Chosen];
                for (var unit = 0; unit < Units; unit++)
                {
                    sum += weights[_recurrent + (gate * Units) + unit] * before.Hidden[unit];
                }
            }

            step.Gates[gate] = gate < 3 * Units ? 1 / (1 + Math.Exp(-sum)) : Math.Tanh(sum);
        }

        for (var unit = 0; unit < Units; unit++)
        {
            step.Cell[unit] = (step.Gates[unit] * step.Gates[(3 * Units) + unit]) + (step.Gates[Units + unit] * (before?.Cell[unit] ?? 0));
            step.Hidden[unit] = step.Gates[(2 * Units) + unit] * Math.Tanh(step.Cell[unit]);
        }

        for (var choice = 0; choice < step.Probabilities.Length; choice++)
        {
            var row = weights.Slice(_heads[decision] + (choice * (Units + 1)), Units + 1);
            step.Probabilities[choice] = row[Units];
            for (var unit = 0; unit < Units; unit++)
            {
                step.Probabilities[choice] += row[unit] * step.Hidden[unit];
            }
        }

        Categorical.Softmax(step.Probabilities, temperature);
        return step;
    }

    /// <summary>Propagates slopes from the logits back to the head's weights and to the hidden state, to whose slopes it adds.</summary>
    void BackwardHead(ReadOnlySpan<double> weights, Step step, double[] slopes, double[] hiddenSlopes, Span<double> gradient)
    {
        for (var choice = 0; choice < slopes.Length; choice++)
        {
            var row = _heads[step.Decision] + (choice * (Units + 1));
            gradient[row + Units] += slopes[choice];
            for (var unit = 0; unit < Units; unit++)
            {
                gradient[row + unit] += slopes[choice] * step.Hidden[unit];
                hiddenSlopes[unit] += slopes[choice] * weights[row + unit];
            }
        }
    }

    /// <summary>
    /// Propagates slopes from the hidden and the cell state through the gates to their inputs; the cell's slopes become those of the step before.
    /// </summary>
    /// <returns>The slopes of the hidden state of the step before.</returns>
    double[] BackwardCell(ReadOnlySpan<double> weights, Step step, double[] hiddenSlopes, double[] cellSlopes, Span<double> gradient)
    {
        var gateSlopes = new double[Gates];
        for (var unit = 0; unit < Units; unit++)
        {
            var (input, forget, output, fresh) =
                (step.Gates[unit], step.Gates[Units + unit], step.Gates[(2 * Units) + unit], step.Gates[(3 * Units) + unit]);
            var squashed = Math.Tanh(step.Cell[unit]);
            var ofCell = cellSlopes[unit] + (hiddenSlopes[unit] * output * (1 - (squashed * squashed)));
            gateSlopes[unit] = ofCell * fresh * input * (1 - input);
            gateSlopes[Units + unit] = ofCell * (step.Before?.Cell[unit] ?? 0) * forget * (1 - forget);
            gateSlopes[(2 * Units) + unit] = hiddenSlopes[unit] * squashed * output * (1 - output);
            gateSlopes[(3 * Units) + unit] = ofCell * input * (1 - (fresh * fresh));
            cellSlopes[unit] = ofCell * forget;
        }

        var before = new double[Units];
        for (var gate = 0; gate < Gates; gate++)
        {
            gradient[_biases + gate] += gateSlopes[gate];
            if (step.Before is { } earlier)
            {
                gradient[(gate * _inputs) + earlier.Chosen] += gateSlopes[gate];
                for (var unit = 0; unit < Units; unit++)
                {
                    gradient[_recurrent + (gate * Units) + unit] += gateSlopes[gate] * earlier.Hidden[unit];
                    before[unit] += gateSlopes[gate] * weights[_recurrent + (gate * Units) + unit];
                }
            }
        }

        return before;
    }

    /// <summary>The values that the controller computed for one decision.</summary>
    sealed class Step(Step? before, int decision, int choices)
    {
        public Step? Before => before;

        public int Decision => decision;

        public int Chosen { get; set; }

        public double[] Gates { get; } = new double[LstmPolicy.Gates];

        public double[] Cell { get; } = new double[Units];

        public double[] Hidden { get; } = new double[Units];

        public double[] Probabilities { get; } = new double[choices];
    }
}
