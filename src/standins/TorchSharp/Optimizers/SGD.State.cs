namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>The momentum buffer; null before the first step and without momentum.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public torch.Tensor? momentum_buffer;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void SaveStateDict(BinaryWriter writer) => SaveOptional(writer, momentum_buffer);

        public override void LoadStateDict(BinaryReader reader) => LoadOptional(reader, ref momentum_buffer);

        public override void LoadStateDict(OptimizerState source)
        {
            var copy = Copy(((State)source).momentum_buffer);
            momentum_buffer?.Dispose();
            momentum_buffer = copy;
        }

        public override void to(torch.Device device) =>
            momentum_buffer = momentum_buffer?.to(device, disposeAfter: true).DetachFromDisposeScope();

        public override void Initialize(OptimizerOptions options) => Dispose();

        public void Dispose()
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }
    }
}
