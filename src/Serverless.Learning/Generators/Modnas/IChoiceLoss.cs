using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>The loss of architectures on a device under a preference.</summary>
interface IChoiceLoss
{
    /// <summary>Computes the loss of b rows.</summary>
    /// <param name="choices">The choices, b × choices: one-hot for an architecture; also probabilities or values in between, if the implementation
    /// defines their meaning.</param>
    /// <param name="devices">The indices of the devices, b int64.</param>
    /// <param name="preferences">The weights of quality and cost, b × 2.</param>
    /// <returns>The losses, b.</returns>
    Tensor Of(Tensor choices, Tensor devices, Tensor preferences);
}
