using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>A value in TorchSharp.</summary>
/// <param name="Tensor">n × rows × channels where all members share it, else n × rows × (members · channels), member by member.</param>
/// <param name="IsShared">Whether all members share it.</param>
readonly record struct TorchValue(Tensor Tensor, bool IsShared);
