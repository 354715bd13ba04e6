using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.MoBananas;

/// <summary>A neural network with one hidden layer of ten rectified linear units, trained by Adam on the mean squared error.</summary>
/// <remarks>
/// The sizes and settings are those of MO-BANANAS-SH (Guerrero-Viu et al. 2021): standard normal weights and biases, learning rate 0.1, 80 epochs,
/// batches of 32. Adam follows Kingma, Ba 2015, algorithm 1. Plain loops in a fixed order give the same numbers on every machine.
/// </remarks>
sealed class Perceptron
{
    public const int Hidden = 10;

    const int Epochs = 80;
    const int BatchSize = 32;
    const double Step = 0.1;
    const double FirstDecay = 0.9;
    const double SecondDecay = 0.999;
    const double Epsilon = 1e-8;

    readonly int _inputs;
    readonly int _outputs;
    readonly double[] _weights;
    readonly double[] _gradient;
    readonly double[] _first;
    readonly double[] _second;
    readonly double[] _hidden = new double[Hidden];

    /// <summary>Creates an untrained network.</summary>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="outputs">The number of outputs, at least 1.</param>
    /// <param name="random">The source of the initial weights.</param>
    public Perceptron(int inputs, int outputs, RandomStream random)
    {
        (_inputs, _outputs) = (inputs, outputs);
        _weights = new double[((inputs + 1) * Hidden) + ((Hidden + 1) * outputs)];
        (_gradient, _first, _second) = (new double[_weights.Length], new double[_weights.Length], new double[_weights.Length]);
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = random.NextNormal();
        }
    }

    /// <value>The weights: hidden units × (inputs and a bias), then outputs × (hidden units and a bias).</value>
    public ReadOnlySpan<double> Weights => _weights;

    /// <value>The gradient summed by <see cref="Accumulate"/>, in the layout of <see cref="Weights"/>.</value>
    public ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>Trains on all rows, in a new random order in each epoch.</summary>
    /// <param name="inputs">The rows of inputs.</param>
    /// <param name="targets">One row of outputs for each row of inputs.</param>
    /// <param name="random">The source of the row orders.</param>
    public void Train(double[][] inputs, double[][] targets, RandomStream random)
    {
        int[] order = [.. Enumerable.Range(0, inputs.Length)];
        var steps = 0;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            RandomDraw.ToFront<int>(order, order.Length, (long)random.NextBits());
            foreach (var batch in order.Chunk(BatchSize))
            {
                Array.Clear(_gradient);
                foreach (var row in batch)
                {
                    Accumulate(inputs[row], targets[row], 1.0 / batch.Length);
                }

                Move(++steps);
            }
        }
    }

    /// <summary>Returns the outputs for a row of inputs.</summary>
    public double[] Predict(double[] input)
    {
        for (var unit = 0; unit < Hidden; unit++)
        {
            _hidden[unit] = Math.Max(0, Dot(unit * (_inputs + 1), input));
        }

        var outputs = new double[_outputs];
        for (var k = 0; k < _outputs; k++)
        {
            outputs[k] = Dot(StartOf(k), _hidden);
        }

        return outputs;
    }

    /// <summary>Adds the gradient of a row's mean squared error.</summary>
    /// <param name="input">The row of inputs.</param>
    /// <param name="target">The expected outputs.</param>
    /// <param name="weight">The weight of the row.</param>
    public void Accumulate(double[] input, double[] target, double weight)
    {
        var outputs = Predict(input);
        var back = new double[Hidden];
        for (var k = 0; k < _outputs; k++)
        {
            var error = 2 * weight * (outputs[k] - target[k]) / _outputs;
            var start = StartOf(k);
            for (var unit = 0; unit < Hidden; unit++)
            {
                _gradient[start + unit] += error * _hidden[unit];
                back[unit] += error * _weights[start + unit];
            }

            _gradient[start + Hidden] += error;
        }

        for (var unit = 0; unit < Hidden; unit++)
        {
            if (_hidden[unit] > 0)
            {
                var start = unit * (_inputs + 1);
                for (var i = 0; i < _inputs; i++)
                {
                    _gradient[start + i] += back[unit] * input[i];
                }

                _gradient[start + _inputs] += back[unit];
            }
        }
    }

    int StartOf(int output) => ((_inputs + 1) * Hidden) + (output * (Hidden + 1));

    /// <summary>Returns the product of a row of weights with some values, plus its bias.</summary>
    double Dot(int start, double[] values)
    {
        var sum = _weights[start + values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            sum += _weights[start + i] * values[i];
        }

        return sum;
    }

    void Move(int step)
    {
        var (first, second) = (1 - Math.Pow(FirstDecay, step), 1 - Math.Pow(SecondDecay, step));
        for (var i = 0; i < _weights.Length; i++)
        {
            _first[i] = (FirstDecay * _first[i]) + ((1 - FirstDecay) * _gradient[i]);
            _second[i] = (SecondDecay * _second[i]) + ((1 - SecondDecay) * _gradient[i] * _gradient[i]);
            _weights[i] -= Step * (_first[i] / first) / (Math.Sqrt(_second[i] / second) + Epsilon);
        }
    }
}
