using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>Truncates learning curves at random during the fit, so that the network can predict at every point of a training and before it.</summary>
static class CurveMasking
{
    /// <summary>Keeps the first 0 to all points of each curve; each number of points has the same probability.</summary>
    public static NetworkInputs Cut(NetworkInputs inputs, RandomStream random)
    {
        if (inputs.Curves is not { } curves)
        {
            return inputs;
        }

        var (count, points) = ((int)curves.shape[0], (int)curves.shape[2] / 2);
        var kept = new float[count * 2 * points];
        for (var i = 0; i < count; i++)
        {
            var length = random.NextInt(points + 1);
            for (var point = 0; point < length; point++)
            {
                kept[(i * 2 * points) + point] = kept[(i * 2 * points) + points + point] = 1;
            }
        }

        return inputs with { Curves = curves * tensor(kept).reshape(count, 1, 2 * points).to(curves.device) };
    }
}
