using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>Cuts curves short at random while a network learns, so that it can be asked at every point of a training and before it.</summary>
static class CurveMasking
{
    /// <summary>Keeps of each curve 0 to all of its points, each number as likely.</summary>
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
