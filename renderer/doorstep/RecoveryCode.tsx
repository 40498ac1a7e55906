// The recovery code as it is read from a screen or a sheet: eight numbered groups and a check character.
import classes from './FirstRun.module.css';

export function RecoveryCode({ code }: { code: string }) {
  const groups = code.split('-');
  return (
    <div className={classes.code} data-recovery-code={code}>
      {groups.map((group, i) => (
        // The place is the identity: two groups may be alike.
        <span key={`${i}-${group}`}>
          {i < 8 && <span className={classes.place}>{i + 1}</span>}
          {group}
        </span>
      ))}
    </div>
  );
}
