using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>What architectures cost a preference on a device.</summary>
interface IChoiceLoss
{
    /// <summary>The loss of b rows.</summary>
    /// <param name="choices">b × choices: one-hot for an architecture; probabilities, or what lies between, where the loss says what that means.</param>
    /// <param name="devices">b int64.</param>
    /// <param name="preferences">b × 2: weights of quality and cost.</param>
    /// <returns>b.</returns>
    Tensor Of(Tensor choices, Tensor devices, Tensor preferences);
}
