using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tpe;

/// <summary>Computes the probabilities of one decision's choices: the mean of a kernel for each observation and of a prior.</summary>
/// <remarks>
/// As in the MOTPE of Ozaki et al. 2020. Categorical choices have Aitchison-Aitken kernels, with nine tenths for the observed choice, and a uniform
/// prior. Numeric choices have Gaussian kernels over the range, evaluated at the existing choices: each is as wide as the larger gap to its
/// neighbours, but at least the range divided by n + 1 and at most the range; the prior is as wide as the range, at its middle.
/// </remarks>
static class ChoiceDensity
{
    const double Observed = 0.9;

    /// <summary>The reciprocal of the smallest width of a kernel as a share of the range, however many kernels there are.</summary>
    const double MostKernels = 100;

    /// <summary>Returns a probability for each choice; they add up to 1.</summary>
    /// <param name="dimension">The decision.</param>
    /// <param name="observations">The observed choices; can be empty.</param>
    public static double[] Of(Dimension dimension, IReadOnlyList<int> observations)
    {
        var count = dimension.Choices.Count;
        var probabilities = new double[count];
        if (dimension.Positions is { } positions && count > 1)
        {
            double[] centres = [.. observations.Select(choice => positions[choice]), 0.5];
            foreach (var (centre, width) in centres.Zip(Widths(centres)))
            {
                double[] kernel = [.. positions.Select(position => Math.Exp(-0.5 * (position - centre) * (position - centre) / (width * width)))];
                var sum = kernel.Sum();
                for (var choice = 0; choice < count; choice++)
                {
                    probabilities[choice] += kernel[choice] / sum / centres.Length;
                }
            }

            return probabilities;
        }

        for (var choice = 0; choice < count; choice++)
        {
            probabilities[choice] = 1.0 / count / (observations.Count + 1);
            foreach (var observation in observations)
            {
                var kernel = count == 1 ? 1 : choice == observation ? Observed : (1 - Observed) / (count - 1);
                probabilities[choice] += kernel / (observations.Count + 1);
            }
        }

        return probabilities;
    }

    /// <summary>Draws choices from one density and returns the one that is most likely relative to another density.</summary>
    /// <param name="good">The density to draw from.</param>
    /// <param name="rest">The density to compare with.</param>
    /// <param name="draws">The number of draws, at least 1.</param>
    /// <param name="random">The source of random numbers.</param>
    public static int Best(double[] good, double[] rest, int draws, RandomStream random)
    {
        var best = Draw(good, random);
        for (var draw = 1; draw < draws; draw++)
        {
            var choice = Draw(good, random);
            best = good[choice] / rest[choice] > good[best] / rest[best] ? choice : best;
        }

        return best;
    }

    static int Draw(double[] probabilities, RandomStream random)
    {
        var rest = random.NextDouble();
        var choice = 0;
        while (choice < probabilities.Length - 1 && rest >= probabilities[choice])
        {
            rest -= probabilities[choice++];
        }

        return choice;
    }

    /// <summary>Returns the widths of kernels at some centres, the last of which belongs to the prior.</summary>
    static double[] Widths(double[] centres)
    {
        int[] order = [.. Enumerable.Range(0, centres.Length).OrderBy(i => centres[i]).ThenBy(i => i)];
        var widths = new double[centres.Length];
        for (var place = 0; place < order.Length; place++)
        {
            var below = place > 0 ? centres[order[place]] - centres[order[place - 1]] : 0;
            var above = place < order.Length - 1 ? centres[order[place + 1]] - centres[order[place]] : 0;
            widths[order[place]] = Math.Clamp(Math.Max(below, above), 1 / Math.Min(MostKernels, centres.Length), 1);
        }

        widths[^1] = 1;
        return widths;
    }
}
