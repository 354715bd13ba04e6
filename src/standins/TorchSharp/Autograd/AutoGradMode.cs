using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Switches the recording of gradients on this thread until it is disposed.</summary>
sealed class AutoGradMode : IDisposable
{
    readonly bool _former;
    bool _ended;

    public AutoGradMode(bool enabled)
    {
        _former = IsEnabled;
        LibTorch.ts_set_grad_enabled(enabled ? 1 : 0);
    }

    public static bool IsEnabled => LibTorch.ts_grad_enabled() != 0;

    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            LibTorch.ts_set_grad_enabled(_former ? 1 : 0);
        }
    }
}
