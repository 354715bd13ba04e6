using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Learning.Generators;

/// <summary>Predicts the costs of architectures on a device, known or not.</summary>
interface ICostPredictor
{
    /// <summary>Predicts costs on the scale of the device's embedding, as the mean over the ensemble members.</summary>
    /// <param name="architectures">n canonical architectures.</param>
    /// <param name="device">The device.</param>
    double[] Predict(IReadOnlyList<Architecture> architectures, DeviceEmbedding device);
}
