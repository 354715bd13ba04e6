using Serverless.Bench;
using Serverless.Bench.Surrogates;

return args is ["surrogate", "evaluate", .. var rest]
    ? await EvaluateCommand.InvokeAsync(rest, Console.Error, (options, cancellation) => EvaluationSession.Run(options, Console.Out, Console.Error, cancellation))
    : await BenchCommand.InvokeAsync(args, Console.Error, (options, cancellation) => BenchSession.Run(options, Console.Out, Console.Error, cancellation));
