using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Learning.Generators;

/// <summary>Predicts what architectures take on a device, known or not.</summary>
interface ICostPredictor
{
    /// <summary>Predicts costs on the scale of the device's embedding, the mean over members.</summary>
    /// <param name="architectures">n, canonical.</param>
    /// <param name="device">The device.</param>
    double[] Predict(IReadOnlyList<Architecture> architectures, DeviceEmbedding device);
}
