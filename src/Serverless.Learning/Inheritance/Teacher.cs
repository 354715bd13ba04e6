using Serverless.Learning.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.Inheritance;

/// <summary>A trained network whose answers another one learns.</summary>
sealed class Teacher : IDisposable
{
    readonly CandidateNetwork _network;

    /// <param name="network">Trained; disposed with this.</param>
    public Teacher(CandidateNetwork network)
    {
        _network = network;
        _network.eval();
    }

    /// <summary>How far logits are from the teacher's.</summary>
    /// <param name="logits">Of the network that learns.</param>
    /// <param name="images">What both were shown.</param>
    public Tensor LossOf(Tensor logits, Tensor images) => Loss(logits, Answer(images));

    /// <summary>The mean squared difference of two networks' logits, over images and classes (Ba, Caruana 2014).</summary>
    public static Tensor Loss(Tensor logits, Tensor targets) => nn.functional.mse_loss(logits, targets);

    Tensor Answer(Tensor images)
    {
        using var unrecorded = no_grad();
        return _network.call(images);
    }

    public void Dispose() => _network.Dispose();
}
