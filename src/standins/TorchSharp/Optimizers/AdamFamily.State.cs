namespace TorchSharp.Modules;

public abstract partial class AdamFamily
{
    /// <summary>Steps taken, and the running means of gradients and of their squares.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public torch.Tensor? exp_avg;
        public torch.Tensor? exp_avg_sq;

        /// <summary>Only with AMSGrad.</summary>
        public torch.Tensor? max_exp_avg_sq;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write(step);
            exp_avg!.Save(writer);
            exp_avg_sq!.Save(writer);
            SaveOptional(writer, max_exp_avg_sq);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            step = reader.ReadInt64();
            exp_avg!.Load(reader);
            exp_avg_sq!.Load(reader);
            LoadOptional(reader, ref max_exp_avg_sq);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            var (mean, square, largest) = (Copy(other.exp_avg), Copy(other.exp_avg_sq), Copy(other.max_exp_avg_sq));
            Dispose();
            (step, exp_avg, exp_avg_sq, max_exp_avg_sq) = (other.step, mean, square, largest);
        }

        public override void to(torch.Device device)
        {
            exp_avg = exp_avg?.to(device, disposeAfter: true).DetachFromDisposeScope();
            exp_avg_sq = exp_avg_sq?.to(device, disposeAfter: true).DetachFromDisposeScope();
            max_exp_avg_sq = max_exp_avg_sq?.to(device, disposeAfter: true).DetachFromDisposeScope();
        }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = _parameter.zeros_like().DetachFromDisposeScope();
            exp_avg_sq = _parameter.zeros_like().DetachFromDisposeScope();
            max_exp_avg_sq = ((Options)options).amsgrad == true ? _parameter.zeros_like().DetachFromDisposeScope() : null;
        }

        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }
}
