namespace Serverless.Learning.Balancing;

/// <summary>
/// Dynamic weight average: losses that fell less from the epoch before last to the last one get more weight: T
/// softmax(rate / temperature) (Liu, Johns, Davison 2019).
/// </summary>
/// <remarks>The weights are equal for the first two epochs. An epoch is a number of steps, and its loss is their mean.</remarks>
sealed class DwaBalancer(int count, double temperature, int stepsPerEpoch) : IBalancer
{
    // Holds the number of steps in the current epoch, the number of finished epochs, the sums of the losses in the current epoch, and their means in
    // the
    // last epoch and in the one before.
    double[] _memory = new double[2 + (3 * count)];

    public string Name => Balancers.Dwa;

    public bool NeedsProducts => false;

    public double[] Memory
    {
        get => [.. _memory];
        set
        {
            MemoryLength.Check(value, 2 + (3 * count), Name);
            _memory = [.. value];
        }
    }

    Span<double> Sums => _memory.AsSpan(2, count);

    Span<double> Last => _memory.AsSpan(2 + count, count);

    Span<double> BeforeLast => _memory.AsSpan(2 + (2 * count), count);

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, count);
        LossRange.CheckPositive(step.Losses, "'dwa' compares how far losses have fallen");
        var weights = Weights();
        for (var place = 0; place < count; place++)
        {
            Sums[place] += step.Losses[place];
        }

        if (++_memory[0] == stepsPerEpoch)
        {
            EndEpoch();
        }

        return weights;
    }

    double[] Weights()
    {
        if (_memory[1] < 2)
        {
            return [.. Enumerable.Repeat(1.0, count)];
        }

        var rates = new double[count];
        for (var place = 0; place < count; place++)
        {
            rates[place] = Last[place] / BeforeLast[place] / temperature;
        }

        return Array.ConvertAll(Softmax.Of(rates), share => count * share);
    }

    void EndEpoch()
    {
        Last.CopyTo(BeforeLast);
        for (var place = 0; place < count; place++)
        {
            Last[place] = Sums[place] / stepsPerEpoch;
        }

        Sums.Clear();
        _memory[0] = 0;
        _memory[1]++;
    }
}
