namespace Serverless.Learning.Balancing;

/// <summary>
/// Learns weights that bring gradients to a common length, longer for losses that have fallen less than
/// others (Chen, Badrinarayanan, Lee, Rabinovich 2018).
/// </summary>
/// <remarks>
/// w = T softmax(v). v follows the negative gradient of Σ_t |‖w_t g_t‖ − Ḡ r_t^α|, with the target held constant, divided by Ḡ so that the
/// learning rate does not depend on the scale of the losses; the authors do not divide. r_t is L_t / L_t(0) over the mean of these ratios.
/// </remarks>
sealed class GradNormBalancer(int count, double asymmetry, double learningRate) : IBalancer
{
    double[] _scores = new double[count];
    double[] _first = new double[count];

    public string Name => Balancers.GradNorm;

    public bool NeedsProducts => true;

    public double[] Memory
    {
        get => [.. _scores, .. _first];
        set
        {
            MemoryLength.Check(value, 2 * count, Name);
            (_scores, _first) = ([.. value[..count]], [.. value[count..]]);
        }
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, count);
        LossRange.CheckPositive(step.Losses, "'gradnorm' compares how far losses have fallen");
        var products = step.Products!; // asked for
        var known = step.Known();
        foreach (var place in known.Where(place => _first[place] == 0))
        {
            _first[place] = step.Losses[place];
        }

        var shares = Softmax.Of(Array.ConvertAll(known, place => _scores[place]));
        var weights = Array.ConvertAll(shares, share => known.Length * share);
        double[] lengths = [.. weights.Select((weight, index) => weight * products.Length(known[index]))];
        var mean = lengths.Average();
        if (mean > 0)
        {
            var fallen = Array.ConvertAll(known, place => step.Losses[place] / _first[place]);
            var pace = fallen.Average();
            double[] slopes =
            [
                .. lengths.Select((length, index) =>
                    Math.Sign(length - (mean * Math.Pow(fallen[index] / pace, asymmetry))) * products.Length(known[index]) / mean),
            ];

            // The gradient with respect to v, through w = T softmax(v).
            var centre = shares.Zip(slopes, static (share, slope) => share * slope).Sum();
            foreach (var (index, place) in known.Index())
            {
                _scores[place] -= learningRate * weights[index] * (slopes[index] - centre);
            }
        }

        var all = new double[count];
        foreach (var (index, place) in known.Index())
        {
            all[place] = weights[index];
        }

        return all;
    }
}
